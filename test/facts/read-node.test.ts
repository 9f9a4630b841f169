import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CATALOGUE } from '../../src/facts/catalogue.js';
import { PROBES, probeOf } from '../../src/facts/probes.js';
import { readNode } from '../../src/facts/read-node.js';
import { AT, known, printed, reasonOf } from './captured.js';

/** Facts that the API server or the exec itself yields. */
const ELSEWHERE = ['node.conditions', 'node.events', 'pods', 'exec.channel', 'peel'];

it('has a probe for every fact of the catalogue', () => {
  expect(Object.keys(CATALOGUE).filter((name) => probeOf(name) === undefined)).toEqual(ELSEWHERE);
  expect(probeOf('sysctl.kernel.pid_max')).toBe('sysctls');
});

it('makes the facts of a probe that did not come unknown, with what became of it', () => {
  const { facts, failed } = readNode([], ['version.runc'], AT, 'kubectl was killed');
  expect(failed).toEqual([{ probe: 'version.runc', reason: 'kubectl was killed' }]);
  expect(reasonOf(facts['runc.version'])).toBe('kubectl was killed');
});

it('does not count a probe that does not apply to this node as failed', () => {
  const none = { id: 'units', text: '@ none pid 1 is tini, not systemd\n', exit: 3, complete: true };
  const { facts, failed } = readNode([none], ['units'], AT, '');
  expect(failed).toEqual([]);
  expect(reasonOf(facts.units)).toBe('pid 1 is tini, not systemd');
});

it('keeps rows that came before a deadline and says that some may be missing', () => {
  const facts = printed('cgroup.pids', '@ cgroup 1\n1 2 0 /a', { exit: 124, complete: false, reason: 'deadline' });
  expect(facts['cgroup.pids']).toMatchObject({ state: 'known', complete: false });
});

it.each(Object.keys(PROBES))('%s: nothing printed is never a known fact', (id) => {
  for (const fact of Object.values(printed(id, '', { exit: null, complete: false, reason: 'cut' }))) {
    expect(fact.state).toBe('unknown');
  }
});

it.each(Object.keys(PROBES))('%s reads any text without an error and invents no fact', (id) => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('@ ', 'fs 1 ', '\n', '1 1 1 ', '/x', 'mount ', ' = ', '-', '99999999999999999999')),
      (noise, parts) => {
        const facts = printed(id, parts.join('') + noise);
        const allowed = PROBES[id]?.names ?? [];
        for (const [name, fact] of Object.entries(facts)) {
          expect(allowed.includes(name) || name.startsWith('sysctl.')).toBe(true);
          if (fact.state === 'unknown') expect(fact.reason).not.toContain('could not be read: ');
        }
      },
    ),
    { numRuns: 50 },
  );
});

it('audit records show who killed whom', () => {
  const text = [
    '@ source /var/log/audit/audit.log',
    'type=SYSCALL msg=audit(1795320000.123:77): arch=c000003e syscall=62 success=yes exit=0 a0=1f4 a1=9 a2=0 a3=0 items=0 ppid=1 pid=900 auid=0 uid=0 comm="runc" exe="/usr/sbin/runc" key="kills"',
    'type=OBJ_PID msg=audit(1795320000.123:77): opid=500 oauid=-1 ouid=0 oses=-1 ocomm="nginx"',
    'type=PROCTITLE msg=audit(1795320000.123:77): proctitle=72756E630064656C657465002D2D666F726365',
  ].join('\n');
  const fact = printed('audit.kills', text)['audit.kills'];
  expect(known(fact)).toEqual([
    expect.objectContaining({
      opid: 500,
      ocomm: 'nginx',
      signal: 9,
      exe: '/usr/sbin/runc',
      proctitle: expect.stringContaining('runc'),
    }),
  ]);
  expect(fact).toMatchObject({ complete: true });
});

it('no record of a SIGKILL may mean that nobody records them: then the absence of a row decides nothing', () => {
  expect(printed('audit.kills', '@ source /var/log/audit/audit.log')['audit.kills']).toMatchObject({
    value: [],
    complete: false,
  });
});

it('configuration that is set nowhere is the default, one that cannot be read is unknown', () => {
  const args = '@ arg kubelet\n@ arg --config=/etc/k.yaml';
  const set = printed('kubelet.config', `${args}\n@ config /etc/k.yaml\ncpuManagerPolicy: static\npodPidsLimit: 1024`);
  expect(known(set['kubelet.cpu_manager_policy'])).toBe('static');
  expect(known(set['kubelet.pod_pids_limit'])).toBe(1024);
  const unset = printed('kubelet.config', `${args}\n@ config /etc/k.yaml\nkind: KubeletConfiguration`);
  expect(known(unset['kubelet.cpu_manager_policy'])).toBe('none');
  expect(reasonOf(unset['kubelet.cgroup_driver'])).toContain('default depends');
  const hidden = printed('kubelet.config', `${args}\n@ unreadable /etc/k.yaml`);
  expect(reasonOf(hidden['kubelet.cpu_manager_policy'])).toContain('could not be read');
});

it('a flag stands before the file', () => {
  const text =
    '@ arg kubelet\n@ arg --cpu-manager-policy\n@ arg static\n@ arg --config=/k\n@ config /k\ncpuManagerPolicy: none';
  expect(known(printed('kubelet.config', text)['kubelet.cpu_manager_policy'])).toBe('static');
});
