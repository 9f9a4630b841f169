import { describe, expect, it } from 'vitest';
import { type Facts, known, type Row, unknown } from '../../src/facts/fact.js';
import { tellKills } from '../../src/facts/kills.js';
import { rowsOf } from './captured.js';

const ID = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const UID = '3f8e1f2a-1c3d-4a5b-8c6d-7e8f90a1b2c3';
const ended: Row = {
  ...{ pod: 'apps/x', uid: UID, container: ID },
  ...{ exit_code: 137, exit_reason: 'Error', ended_seconds_ago: 20 },
};
const oom = (path: string) =>
  `oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=x,mems_allowed=0,oom_memcg=${path},task_memcg=${path},task=tail,pid=7,uid=0`;
const KILLED = 'Memory cgroup out of memory: Killed process 7 (tail) total-vm:1kB';

const told = (row: Row, lines: readonly string[], complete = true) => {
  const facts: Facts = { pods: known([row], 'api'), 'kernel.log': known(lines, 'dmesg', { complete }) };
  return rowsOf(tellKills(facts).pods)[0]?.killed_from_outside;
};

describe('a container that ended with 137 was killed from outside', () => {
  it('when the kernel’s log has no OOM kill', () => expect(told(ended, ['usb 1-1: new device'])).toBe(true));
  it('when the only OOM kill was in another container', () =>
    expect(told(ended, [oom(`/kubepods/burstable/pod0/${OTHER}`), KILLED])).toBe(true));
});

describe('nothing is said', () => {
  it.each([
    ['when the kernel killed in its cgroup', ended, [oom(`/kubepods/pod${UID}/${ID}`), KILLED]],
    ['when the pod’s limit was hit', ended, [oom(`/kubepods.slice/kubepods-pod${UID.replaceAll('-', '_')}.slice`)]],
    [
      'when an older kernel names the cgroup',
      ended,
      [`Task in /kubepods/pod${UID}/${ID} killed as a result of limit of /x`],
    ],
    ['when a kill has no record of its cgroup', ended, [KILLED]],
    ['when the runtime saw the OOM kill', { ...ended, exit_reason: 'OOMKilled' }, []],
    ['of another exit code', { ...ended, exit_code: 1 }, []],
    ['of an end that is long ago', { ...ended, ended_seconds_ago: 5000 }, []],
    ['of an end without a time', { ...ended, ended_seconds_ago: null }, []],
  ])('%s', (_, row, lines) => expect(told(row, lines)).toBeUndefined());
  it('when lines of the log may be missing', () => expect(told(ended, [], false)).toBeUndefined());
  it('when the log could not be read', () => {
    const facts = { pods: known([ended], 'api'), 'kernel.log': unknown('no right') };
    expect(tellKills(facts)).toEqual(facts);
  });
});
