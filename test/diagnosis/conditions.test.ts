import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/facts/fact.js';
import { check, fact, judged, signature } from './judged.js';

function ask(parts: Record<string, unknown>, facts: Facts, paste = 'boom', symptoms?: unknown) {
  const one = signature({ checks: [check(parts)], ...(symptoms === undefined ? {} : { symptoms }) });
  const answered = judged(one, { paste, facts }).verdicts[0]?.checks[0];
  if (answered === undefined) throw new Error('the check was not asked');
  return answered;
}
const pids = (...rows: Record<string, string | number | boolean | null>[]) => ({ 'cgroup.pids': fact(rows) });

describe('version_in', () => {
  const version_in = [{ introduced: '1.0.0-rc93', fixed: '1.0.0-rc94' }];
  test.each([
    ['1.0.0-rc93', 'holds'],
    ['1.0.0-rc94', 'fails'],
    ['1.0.0-rc93+dev', 'unknown'],
    ['1.1.5+ds1', 'fails'],
  ])('reads %s under the scheme of its fact: %s', (version, answer) => {
    expect(ask({ fact: 'runc.version', version_in }, { 'runc.version': fact(version) }).answer).toBe(answer);
  });
  test('shows both where two programs answer differently, and stays unknown', () => {
    const answered = ask({ fact: 'runc.version', version_in }, { 'runc.version': fact(['1.0.0-rc93', '1.1.5']) });
    expect(answered.answer).toBe('unknown');
    expect(answered.because).toContain('1.0.0-rc93 and 1.1.5');
  });
});

describe('scalars', () => {
  test.each([
    ['equals', { equals: 1 }, 1, 'holds'],
    ['equals', { equals: 2 }, 1, 'fails'],
    ['not_equals', { not_equals: 2 }, 1, 'holds'],
    ['at_least', { at_least: 1 }, 1, 'holds'],
    ['at_least', { at_least: 2 }, 1, 'fails'],
    ['at_most', { at_most: 1 }, 1, 'holds'],
    ['at_least and at_most together', { at_least: 0, at_most: 0 }, 1, 'fails'],
    ['at_least of a text', { at_least: 1 }, 'many', 'unknown'],
  ])('%s %j of %j %s', (_, wanted, value, answer) => {
    expect(ask({ fact: 'cgroup.version', ...wanted }, { 'cgroup.version': fact(value) }).answer).toBe(answer);
  });
  const drivers = (a: string, b?: string) => ({
    'kubelet.cgroup_driver': fact(a),
    ...(b === undefined ? {} : { 'dockerd.cgroup_driver': fact(b) }),
  });
  test.each([
    ['differs_from_fact', drivers('systemd', 'cgroupfs'), 'holds'],
    ['differs_from_fact', drivers('systemd', 'systemd'), 'fails'],
    ['differs_from_fact', drivers('systemd'), 'unknown'],
    ['equals_fact', drivers('systemd', 'systemd'), 'holds'],
  ])('%s of %j %s', (kind, facts, answer) => {
    expect(ask({ fact: 'kubelet.cgroup_driver', [kind]: 'dockerd.cgroup_driver' }, facts).answer).toBe(answer);
  });
});

describe('a level of a row between its bounds', () => {
  const disks = (used: number) => ({ disks: fact([{ mount: '/', used_percent: used }]) });
  test.each([
    ['both bounds', { at_least: 98, fails_below: 85 }, 99, 'holds'],
    ['both bounds', { at_least: 98, fails_below: 85 }, 90, 'unknown'],
    ['both bounds', { at_least: 98, fails_below: 85 }, 84, 'fails'],
    ['the lower bound alone', { fails_below: 98 }, 100, 'unknown'],
    ['the lower bound alone', { fails_below: 98 }, 97, 'fails'],
  ])('%s %j of %j: %s', (_, wanted, used, answer) => {
    expect(ask({ fact: 'disks', any_row: { used_percent: wanted } }, disks(used)).answer).toBe(answer);
  });
});

describe('matches on a log', () => {
  const log = (complete: boolean) => ({ 'kernel.log': fact(['all is well'], { complete }) });
  test.each([
    ['must', true, 'unknown'],
    ['helps', true, 'fails'],
    ['helps', false, 'unknown'],
  ] as const)('an absent line never fails a must (%s, complete %s: %s)', (role, complete, answer) => {
    expect(ask({ role, fact: 'kernel.log', matches: 'fork rejected' }, log(complete)).answer).toBe(answer);
  });
  test('any line is enough', () => {
    expect(ask({ fact: 'kernel.log', matches: 'is well$' }, log(false)).answer).toBe('holds');
  });
});

describe('any_row and none_row', () => {
  const near = { headroom: { at_most: 8 } };
  test.each([
    ['one row holds', pids({ path: '/a', headroom: 1 }, { path: '/b', headroom: 99 }), 'holds'],
    ['every row fails', pids({ path: '/a', headroom: 99 }), 'fails'],
    ['a cell is absent', pids({ path: '/a' }), 'unknown'],
    ['there is no limit', pids({ path: '/a', headroom: null }), 'fails'],
    ['there are no rows and all were read', pids(), 'fails'],
    ['rows may be missing', { 'cgroup.pids': fact([{ path: '/a', headroom: 99 }], { complete: false }) }, 'unknown'],
    ['nothing was collected', {}, 'unknown'],
  ])('any_row where %s', (_, facts, answer) => {
    expect(ask({ fact: 'cgroup.pids', any_row: near }, facts).answer).toBe(answer);
  });
  test.each([
    ['one row holds', pids({ path: '/a', headroom: 1 }), 'fails'],
    ['every row fails', pids({ path: '/a', headroom: 99 }), 'holds'],
    ['a cell is absent', pids({ path: '/a' }), 'unknown'],
    ['rows may be missing', { 'cgroup.pids': fact([], { complete: false }) }, 'unknown'],
  ])('none_row where %s', (_, facts, answer) => {
    expect(ask({ fact: 'cgroup.pids', none_row: near }, facts).answer).toBe(answer);
  });
  test('a held row names its pod, container and level', () => {
    const container = 'c0ffee930000'.padEnd(64, '0');
    const facts = {
      ...pids({ path: `/kubepods/${container}`, container, current: 19, max: 20, headroom: 1 }),
      pods: fact([{ pod: 'shop/cart-1', uid: 'u', name: 'web', container }]),
    };
    expect(ask({ fact: 'cgroup.pids', any_row: near }, facts).value).toBe(
      'pod shop/cart-1 container web: current 19 of 20, headroom 1',
    );
  });
});

describe('a check bound to a subject', () => {
  const id = 'a'.repeat(64);
  const symptoms = [
    {
      id: 'words',
      in: ['paste'],
      weight: 'shared',
      pattern: 'boom(?: (?P<container>[0-9a-f]{12,64}))?',
      subject: 'container',
    },
  ];
  const full = { fact: 'cgroup.pids', any_row: { headroom: { at_most: 8 } }, subject: 'container' };
  const other = { path: '/pods/x/other', container: 'b'.repeat(64), headroom: 0 };
  test.each([
    ['only its rows count', `boom ${id}`, pids({ path: '/pods/p/a', container: id, headroom: 99 }, other), 'fails'],
    [
      'a short id is the same container',
      `boom ${id.slice(0, 12)}`,
      pids({ path: '/pods/p/a', container: id, headroom: 0 }),
      'holds',
    ],
    ['absent from the rows is unknown', `boom ${id}`, pids(other), 'unknown'],
    [
      'a limit above it counts',
      `boom ${id}`,
      pids({ path: '/pods/p/a', container: id, headroom: 99 }, { path: '/pods/p', headroom: 0 }),
      'holds',
    ],
    ['nobody captured: any row', 'boom', pids(other), 'holds'],
  ])('%s', (_, paste, facts, answer) => {
    expect(ask(full, facts, paste, symptoms).answer).toBe(answer);
  });
});

describe('same_row', () => {
  const join = {
    same_row: { of: ['processes', 'pipes'], on: 'pid' },
    where: { 'processes.args': 'runc init$' },
    any_of: [{ 'pipes.full': true }, { 'pipes.write_blocked': true, 'pipes.holders': 1 }],
  };
  const init = { pid: 9, args: 'runc init' };
  test.each([
    ['the second alternative holds', [init], [{ pid: 9, write_blocked: true, holders: 1 }], 'holds'],
    ['no alternative holds', [init], [{ pid: 9, full: false, write_blocked: false, holders: 1 }], 'fails'],
    ['one alternative is unknown, none holds', [init], [{ pid: 9, write_blocked: false }], 'unknown'],
    ['the rows belong to different processes', [init], [{ pid: 8, full: true }], 'fails'],
    ['the first fact alone refutes', [{ pid: 9, args: 'sleep 1' }], undefined, 'fails'],
    ['the second fact was not collected', [init], undefined, 'unknown'],
    ['neither was', undefined, undefined, 'unknown'],
    ['both are empty and complete', [], [], 'fails'],
  ])('where %s', (_, processes, pipes, answer) => {
    const facts = {
      ...(processes === undefined ? {} : { processes: fact(processes) }),
      ...(pipes === undefined ? {} : { pipes: fact(pipes) }),
    };
    expect(ask(join, facts).answer).toBe(answer);
  });
});
