import { expect, test } from 'vitest';
import { check, fact, judged, signature } from './judged.js';

const ids = (diagnosis: ReturnType<typeof judged>): readonly string[] =>
  diagnosis.verdicts.map((verdict) => verdict.id);
const driver = { 'kubelet.cgroup_driver': fact('systemd') };
const onDriver = (wanted: string, parts: Record<string, unknown> = {}) =>
  check({ fact: 'kubelet.cgroup_driver', equals: wanted, ...parts });
const words = (weight: string, pattern = 'boom') => [{ id: 'words', in: ['paste'], weight, pattern }];

test('confirmed comes before possible, possible before ruled-out', () => {
  const list = [
    signature({ id: 'a-ruled-out', checks: [onDriver('cgroupfs')] }),
    signature({ id: 'b-possible' }),
    signature({ id: 'c-confirmed', checks: [onDriver('systemd')] }),
  ];
  expect(ids(judged(list, { paste: 'boom', facts: driver }))).toEqual(['c-confirmed', 'b-possible', 'a-ruled-out']);
});

test('a stronger weight comes before more symptoms', () => {
  const two = [...words('shared'), { id: 'more', in: ['paste'], weight: 'shared', pattern: 'bo+m' }];
  const list = [
    signature({ id: 'a-two-shared', symptoms: two }),
    signature({ id: 'b-specific', symptoms: words('specific') }),
  ];
  expect(ids(judged(list, { paste: 'boom' }))).toEqual(['b-specific', 'a-two-shared']);
});

test('a preference decides between equals, and only between equals', () => {
  const over = [{ id: 'a', because: 'it is seen more often' }];
  const list = [signature({ id: 'a' }), signature({ id: 'b', prefer_over: over })];
  expect(ids(judged(list, { paste: 'boom' }))).toEqual(['b', 'a']);
  const weaker = [signature({ id: 'a', symptoms: words('specific') }), signature({ id: 'b', prefer_over: over })];
  expect(ids(judged(weaker, { paste: 'boom' }))).toEqual(['a', 'b']);
});

test('the innermost link decides next, the ground below the chain comes last, then the id', () => {
  const at = (breaks_at: string) => ({
    breaks_at,
    felt_at: 'kubelet',
    mechanism: 'It breaks there because the test says so, always.',
  });
  const list = [
    signature({ id: 'z', cause: at('kernel') }),
    signature({ id: 'y', cause: at('kubelet') }),
    signature({ id: 'x', cause: at('runc-init') }),
    signature({ id: 'w', cause: at('kubelet') }),
  ];
  expect(ids(judged(list, { paste: 'boom' }))).toEqual(['x', 'w', 'y', 'z']);
});

test('the next check is the fact that most candidates ask with different consequences', () => {
  const list = [
    signature({
      id: 'a',
      checks: [
        check({ fact: 'runc.version', version_in: [{ introduced: '0', fixed: '1.0.0' }], settle: 'runc --version' }),
        onDriver('systemd'),
      ],
    }),
    signature({
      id: 'b',
      checks: [check({ fact: 'runc.version', version_in: [{ introduced: '1.1.0' }], settle: 'runc --version' })],
    }),
  ];
  const next = judged(list, { paste: 'boom' }).next_check;
  expect(next).toMatchObject({ fact: 'runc.version', command: 'runc --version', separates: ['a', 'b'] });
});

test('a question that every candidate asks the same way separates nothing, so another one is better', () => {
  const same = () => onDriver('systemd', { id: 'same' });
  const list = [
    signature({ id: 'a', checks: [same(), check({ fact: 'cgroup.version', equals: 1 })] }),
    signature({ id: 'b', checks: [same(), check({ fact: 'cgroup.version', equals: 2 })] }),
  ];
  expect(judged(list, { paste: 'boom' }).next_check?.fact).toBe('cgroup.version');
});

test('nothing is left to ask once the best is confirmed', () => {
  const list = [
    signature({ id: 'a', checks: [onDriver('systemd')] }),
    signature({ id: 'b', checks: [check({ fact: 'cgroup.version', equals: 2 })] }),
  ];
  expect(judged(list, { paste: 'boom', facts: driver }).next_check).toBeNull();
});

test('the next check names its probe only where that probe has not just failed to tell', () => {
  const one = signature({ checks: [check({ fact: 'runc.version', version_in: [{ introduced: '0' }] })] });
  expect(judged(one, { paste: 'boom' }).next_check?.probe).toBe('version.runc');
  const tried = { 'runc.version': { state: 'unknown', reason: 'there is no runc' } } as const;
  expect(judged(one, { paste: 'boom', facts: tried }).next_check).toMatchObject({ fact: 'runc.version' });
  expect(judged(one, { paste: 'boom', facts: tried }).next_check?.probe).toBeUndefined();
});

test('what was pasted comes before what only the logs of the node say', () => {
  const list = [
    signature({
      id: 'a-logged',
      symptoms: [{ id: 'words', in: ['journal.kubelet'], weight: 'specific', pattern: 'crash' }],
    }),
    signature({ id: 'b-pasted' }),
  ];
  expect(ids(judged(list, { paste: 'boom', facts: { 'journal.kubelet': fact(['crash']) } }))).toEqual([
    'b-pasted',
    'a-logged',
  ]);
});

test('what our own exec just met comes before what the logs say', () => {
  const list = [
    signature({
      id: 'a-logged',
      symptoms: [{ id: 'words', in: ['node.events'], weight: 'specific', pattern: 'crash' }],
    }),
    signature({ id: 'b-met', symptoms: [{ id: 'words', in: ['exec.channel'], weight: 'shared', pattern: 'refused' }] }),
  ];
  const facts = { 'node.events': fact(['crash']), 'exec.channel': fact(['connection refused']) };
  expect(ids(judged(list, { facts }))).toEqual(['b-met', 'a-logged']);
});
