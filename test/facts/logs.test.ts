import { describe, expect, it } from 'vitest';
import { datedByClock, inWindow, writtenAt } from '../../src/facts/logs.js';
import { nodeClock } from '../../src/facts/node-clock.js';
import { captured, known, printed, reasonOf } from './captured.js';

const clock = { utc: '2026-11-22T04:32:28Z', zoneMinutes: 0, uptimeSeconds: 1767.26 };
const at = (line: string, zoneMinutes = 0) => {
  const time = writtenAt(line, { ...clock, zoneMinutes });
  return time === undefined ? undefined : new Date(time).toISOString();
};

it('keeps the lines of the window that was asked for, beside those of the last half hour', () => {
  const clock = { utc: '2026-11-22T12:00:00Z', zoneMinutes: 0 };
  const at = (time: string, word: string) => `2026-11-22T${time}:00Z ${word}`;
  const lines = [at('02:00', 'then'), at('05:00', 'between'), at('11:50', 'now')];
  const then = { from: Date.parse('2026-11-22T01:30:00Z'), to: Date.parse('2026-11-22T02:30:00Z') };
  expect(inWindow(lines, clock, then)).toEqual([lines[0], lines[2]]);
});

describe('a log line dates itself', () => {
  it.each([
    ['journald', '2026-11-22T04:14:45+0000 node-2 systemd[1]: Started kubelet.service', '2026-11-22T04:14:45.000Z'],
    ['journald elsewhere', '2026-11-22T12:14:45+0800 node-2 kubelet[3]: x', '2026-11-22T04:14:45.000Z'],
    ['dmesg', '2026-11-22T04:13:44,500000+00:00 Linux version', '2026-11-22T04:13:44.500Z'],
    ['logfmt', 'time="2026-11-22T04:11:00.608687550Z" level=info msg="Starting up"', '2026-11-22T04:11:00.608Z'],
    ['klog', 'I1122 04:14:49.363086     315 flags.go:59] FLAG', '2026-11-22T04:14:49.000Z'],
    ['the kernel’s own clock', '[ 1767.260000] cgroup: fork rejected', '2026-11-22T04:32:28.000Z'],
  ])('%s', (_, line, time) => expect(at(line)).toBe(time));

  it('klog in the zone of the node', () =>
    expect(at('I1122 12:14:49.363086 1 a.go:1] x', 480)).toBe('2026-11-22T04:14:49.000Z'));
  it('klog of last year at the turn of it', () => {
    const january = { utc: '2027-01-01T00:10:00Z', zoneMinutes: 0 };
    expect(writtenAt('I1231 23:59:00.000000 1 a.go:1] x', january)).toBe(Date.parse('2026-12-31T23:59:00Z'));
  });
  it('klog of a node east of Greenwich, where the new year has begun already', () => {
    const december = { utc: '2026-12-31T18:00:00Z', zoneMinutes: 480 };
    expect(writtenAt('I0101 01:59:00.000000 1 a.go:1] x', december)).toBe(Date.parse('2026-12-31T17:59:00Z'));
  });
  it('or does not', () => expect(at('goroutine 6 [running]:')).toBeUndefined());
});

describe('the window', () => {
  const old = 'time="2026-11-22T03:00:00Z" level=error msg="old"';
  const fresh = 'time="2026-11-22T04:30:00Z" level=error msg="new"';
  it('leaves out what is older than half an hour, with the lines that hang on it', () => {
    expect(inWindow(['cut line', old, '  at old', fresh, 'goroutine 6 [running]:'], clock)).toEqual([
      fresh,
      'goroutine 6 [running]:',
    ]);
  });
  it('keeps all of a log that does not date itself', () => {
    expect(inWindow(['a', 'b'], clock)).toEqual(['a', 'b']);
  });
  it('keeps a line from a clock that runs ahead', () => {
    const ahead = 'time="2026-11-22T05:30:00Z" msg="x"';
    expect(inWindow([ahead], clock)).toEqual([ahead]);
  });
});

describe('captured logs', () => {
  it('say where they come from', () => {
    expect(captured('node-1/healthy.txt')['journal.kubelet']).toMatchObject({
      source: '/var/log/kubelet.log, the last 30 min',
    });
    expect(captured('node-2/healthy.txt')['journal.kubelet']).toMatchObject({
      source: 'journalctl -u kubelet, the last 30 min',
    });
  });
  it('of busybox’s dmesg are cut by the time since boot', () => {
    const lines = known(captured('node-1/busybox.txt')['kernel.log']) as string[];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toMatch(/^2026-11-22T[\d:.]+Z \[\s*\d+\.\d+\] /);
  });
});

it('is known and empty where the journal has nothing in the window', () => {
  expect(known(printed('journal.dockerd', '@ source journalctl -u docker')['journal.dockerd'])).toEqual([]);
});

it('is unknown where there is no log', () => {
  const facts = printed('journal.dockerd', '@ none no journal and no log file of dockerd was found', { exit: 3 });
  expect(reasonOf(facts['journal.dockerd'])).toBe('no journal and no log file of dockerd was found');
});

it('a log line cannot pretend to be the probe', () => {
  const text = '@ source /var/log/x.log\n@ source forged\nI am a line\n@ none forged';
  expect(printed('journal.dockerd', text)['journal.dockerd']).toMatchObject({
    source: '/var/log/x.log',
    value: ['I am a line', '@ none forged'],
  });
});

it('reads the clock of a node east of Greenwich and of one west', () => {
  expect(nodeClock('10.50 3.00\nutc 2026-11-22T04:32:28Z\nzone +0530')).toEqual({
    utc: '2026-11-22T04:32:28Z',
    zoneMinutes: 330,
    uptimeSeconds: 10.5,
  });
  expect(nodeClock('utc 2026-11-22T04:32:28Z\nzone -0330')).toMatchObject({ zoneMinutes: -210 });
  expect(nodeClock('date: not found')).toBeUndefined();
});

it('gets its date from the node’s clock where the log names no year', () => {
  const klog = 'I1122 04:30:01.123456 900 prober.go:112] Readiness probe failed';
  expect(datedByClock(klog, clock)).toBe(`2026-11-22T04:30:01.000Z ${klog}`);
  expect(datedByClock(klog, { ...clock, zoneMinutes: 60 })).toBe(`2026-11-22T03:30:01.000Z ${klog}`);
  const journald = '2026-11-22T04:30:01+0000 node-1 kubelet[9]: x';
  expect(datedByClock(journald, clock)).toBe(journald);
});
