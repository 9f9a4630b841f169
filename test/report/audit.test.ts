import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditKills, decodeProctitle } from '../../src/report/audit.js';
import { readReport } from '../../src/report/read-report.js';

const records = readReport(readFileSync(new URL('fixtures/seeds/s4-audit.txt', import.meta.url), 'utf8')).lines;

describe('audit records', () => {
  test('a hex command line is readable in the text, and the record is dated', () => {
    expect(records[1]).toMatchObject({ program: 'audit', time: '2020-02-19T08:00:07.232Z' });
    expect(records[1]?.text).toContain(
      'proctitle="nvidia-container-runtime --root /var/run/docker/runtime-nvidia/moby',
    );
    expect(records[1]?.text).toContain('delete --force 18b2fe72');
  });

  test('who killed whom is one row for each signalled process', () => {
    expect(auditKills(records)).toHaveLength(4);
    expect(auditKills(records)[0]).toEqual({
      time: '2020-02-19T08:00:07.232Z',
      signal: 9,
      opid: 18848,
      ocomm: 'systemd',
      exe: '/usr/bin/nvidia-container-runtime',
      comm: 'nvidia-containe',
      proctitle: expect.stringMatching(/^nvidia-container-runtime --root .* delete --force 18b2fe/),
    });
    expect(auditKills(records).map((kill) => kill.signal)).toEqual([9, 9, 15, 15]);
  });

  test.each([
    [
      'a refused kill',
      'type=SYSCALL msg=audit(1582099207.232:9): arch=c000003e syscall=62 success=no exit=-3 a0=1 a1=9',
    ],
    ['another call', 'type=SYSCALL msg=audit(1582099207.232:9): arch=c000003e syscall=59 success=yes a0=1 a1=9'],
  ])('%s is no row', (_what, text) => {
    expect(auditKills(readReport(text).lines)).toEqual([]);
  });

  test('a kill without its target record is read from the arguments', () => {
    const text =
      'type=SYSCALL msg=audit(1582099207.232:9): arch=c000003e syscall=62 success=yes a0=49a0 a1=f comm=72756E63 exe="/usr/bin/runc"';
    expect(auditKills(readReport(text).lines)).toMatchObject([
      { opid: 18848, ocomm: null, signal: 15, comm: 'runc', proctitle: null },
    ]);
  });

  test.each([
    ['6E76696469612D00657865', 'nvidia- exe'],
    ['6E7', 'n'],
    ['/usr/sbin/init', '/usr/sbin/init'],
    ['', ''],
  ])('proctitle %j is %j', (hex, words) => {
    expect(decodeProctitle(hex)).toBe(words);
  });
});
