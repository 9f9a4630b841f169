import { describe, expect, test } from 'vitest';
import { factsOfPaste } from '../../src/diagnosis/pasted-facts.js';
import { readReport } from '../../src/report/read-report.js';
import { check, fact, signature, verdictOf } from './judged.js';

const statedIn = (text: string, name: string): unknown => {
  const found = factsOfPaste(readReport(text))[name];
  return found?.state === 'known' ? found.value : undefined;
};

describe('a program’s own words become a fact', () => {
  test.each([
    ['runc version 1.0.0-rc93', 'runc.version', '1.0.0-rc93'],
    [
      'containerd github.com/containerd/containerd v1.2.2 9754871865f7fe2f4e74d43e2fc7ccd237edcbce',
      'containerd.version',
      'v1.2.2',
    ],
    ['containerd containerd.io 1.4.4 05f951a3781f4f2c1911b05e61c160e9c30eaa8e', 'containerd.version', '1.4.4'],
    [' Server Version: 18.09.2', 'dockerd.version', '18.09.2'],
    [' Kernel Version: 5.4.94-1.el7.elrepo.x86_64', 'kernel.version', '5.4.94-1.el7.elrepo.x86_64'],
    ['  Kubelet Version:            v1.19.3', 'kubelet.version', 'v1.19.3'],
    ['  Container Runtime Version:  docker://18.9.2', 'dockerd.version', '18.9.2'],
    ['fs.pipe-user-pages-soft = 16384', 'sysctl.fs.pipe-user-pages-soft', 16384],
    [
      'Server: Docker Engine - Community\n runc:\n  Version:          1.0.0-rc93\n  GitCommit: 12644e6',
      'runc.version',
      '1.0.0-rc93',
    ],
  ])('%j says %s', (text, name, value) => {
    expect(statedIn(text, name)).toBe(value);
  });
});

test.each([
  ['we upgraded to runc version 1.1.5 and it is gone', 'runc.version'],
  ['Server Version: v1.29.1', 'dockerd.version'],
  ['Docker version 20.10.6, build 370c289', 'dockerd.version'],
])('prose and ambiguous words are no fact: %s', (text, name) => {
  expect(statedIn(text, name)).toBeUndefined();
});

test('two different statements are kept apart, so that a check on them is unknown', () => {
  expect(statedIn('runc version 1.0.0-rc93\nrunc version 1.0.0-rc92', 'runc.version')).toEqual([
    '1.0.0-rc93',
    '1.0.0-rc92',
  ]);
});

test('audit records in the paste tell who killed whom, with the hex command line readable', () => {
  const text = [
    'type=PROCTITLE msg=audit(1582099207.232:3369619): proctitle=72756E630064656C657465002D2D666F726365',
    'type=OBJ_PID msg=audit(1582099207.232:3369619): opid=18848 oauid=-1 ouid=0 oses=-1 ocomm="systemd"',
    'type=SYSCALL msg=audit(1582099207.232:3369619): arch=c000003e syscall=62 success=yes exit=0 a0=49a0 a1=9 a2=0 a3=0 items=0 ppid=14134 pid=23413 comm="runc" exe="/usr/bin/runc" key="k"',
  ].join('\n');
  expect(statedIn(text, 'audit.kills')).toMatchObject([
    { signal: 9, opid: 18848, ocomm: 'systemd', exe: '/usr/bin/runc', proctitle: 'runc delete --force' },
  ]);
});

const affected = signature({
  checks: [check({ fact: 'runc.version', version_in: [{ introduced: '0', fixed: '1.0.0-rc91' }] })],
});
const paste = 'boom\nrunc version 1.1.5';

test('a pasted version decides', () => {
  expect(verdictOf(affected, { paste })).toBe('ruled-out');
});
test('a collected fact wins over a pasted one', () => {
  expect(verdictOf(affected, { paste, facts: { 'runc.version': fact('1.0.0-rc10') } })).toBe('confirmed');
});
test('a fact that could not be collected does not hide the pasted one', () => {
  expect(verdictOf(affected, { paste, facts: { 'runc.version': { state: 'unknown', reason: 'timed out' } } })).toBe(
    'ruled-out',
  );
});
