import { expect, test } from 'vitest';
import { auditKills } from '../../src/facts/audit-kills.js';
import type { Fact } from '../../src/facts/fact.js';

const STAMP = 'msg=audit(1582099207.232:3369619):';
/** A record of the third incident, as auditd writes it: `sig` is its hexadecimal a1. */
const record = (sig: string): string => `@ source /var/log/audit/audit.log
type=SYSCALL ${STAMP} arch=c000003e syscall=62 success=yes exit=0 a0=49a0 a1=${sig} a2=0 a3=0 items=0 ppid=14134 pid=23413 comm="nvidia-containe" exe="/usr/bin/nvidia-container-runtime" key="trace"
type=OBJ_PID ${STAMP} opid=18848 oauid=-1 ouid=0 oses=-1 ocomm="systemd"
type=PROCTITLE ${STAMP} proctitle=72756E630064656C657465002D2D666F726365
`;
const parse = (text: string): Fact | undefined =>
  auditKills.parse({ id: 'audit.kills', text, exit: 0, complete: true })['audit.kills'];

test('a recorded SIGKILL shows that the rule is armed, so an unrecorded killer can be excluded', () => {
  expect(parse(record('9'))).toMatchObject({
    complete: true,
    value: [{ signal: 9, ocomm: 'systemd', proctitle: 'runc delete --force' }],
  });
});

test('a log without any SIGKILL may be one without a rule: the absence of a row decides nothing', () => {
  expect(parse('@ source /var/log/audit/audit.log\n')).toMatchObject({ complete: false, value: [] });
  expect(parse(record('f'))).toMatchObject({ complete: false });
});

test('without an audit log nothing is known', () => {
  expect(parse('@ none there is no /var/log/audit/audit.log\n')).toMatchObject({ state: 'unknown' });
});
