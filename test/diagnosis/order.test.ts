import { expect, test } from 'vitest';
import { check, fact, judged, signature } from './judged.js';

const ids = (diagnosis: ReturnType<typeof judged>): readonly string[] =>
  diagnosis.verdicts.map((verdict) => verdict.id);
const driver = { 'kubelet.cgroup_driver': fact('systemd') };
const onDriver = (wanted: string, parts: Record<string, unknown> = {}) =>
  check({ fact: 'kubelet.cgroup_driver', equals: wanted, ...parts });
/** A check that sees the failure happening and is the whole proof. */
const NOW = { role: 'must', manifests: true, limit: true };
const words = (weight: string, pattern = 'boom') => [{ id: 'words', in: ['paste'], weight, pattern }];

test('confirmed comes before possible, possible before ruled-out', () => {
  const list = [
    signature({ id: 'a-ruled-out', checks: [onDriver('cgroupfs')] }),
    signature({ id: 'b-possible' }),
    signature({ id: 'c-confirmed', checks: [onDriver('systemd')] }),
  ];
  expect(ids(judged(list, { paste: 'boom', facts: driver }))).toEqual(['c-confirmed', 'b-possible', 'a-ruled-out']);
});

test('what hurts nobody leads where somebody pasted it, and comes after what may hurt where nobody did', () => {
  const both = ['paste', 'journal.kubelet'];
  const waits = { id: 'waits', in: both, weight: 'specific', pattern: 'waits' };
  const list = [
    signature({ id: 'harmless', severity: 'harmless', symptoms: [waits], checks: [onDriver('systemd')] }),
    signature({ id: 'possible', symptoms: [{ id: 'boom', in: both, weight: 'specific', pattern: 'boom' }] }),
    signature({ id: 'ruled-out', symptoms: words('shared'), checks: [onDriver('cgroupfs')] }),
  ];
  const lines = fact(['it waits', 'boom']);
  expect(ids(judged(list, { facts: { ...driver, 'journal.kubelet': lines } }))).toEqual(['possible', 'harmless']);
  expect(ids(judged(list, { paste: 'it waits\nboom', facts: driver }))).toEqual(['harmless', 'possible', 'ruled-out']);
});

test('a known case of broader failures gives their ids among its other names, and keeps its place', () => {
  const list = [signature({ id: 'a-broad' }), signature({ id: 'b-case', aliases: ['old-name'], narrows: ['a-broad'] })];
  expect(judged(list, { paste: 'boom' }).verdicts).toMatchObject([
    { id: 'a-broad', aliases: [] },
    { id: 'b-case', aliases: ['old-name', 'a-broad'] },
  ]);
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

test('a preference outweighs how much was seen, which decides where nobody is preferred', () => {
  const two = [...words('shared'), { id: 'more', in: ['paste'], weight: 'shared', pattern: 'bo+m' }];
  const one = words('shared');
  const over = [{ id: 'a-consequence', because: 'it is why' }];
  const list = [
    signature({ id: 'a-consequence', symptoms: two }),
    signature({ id: 'b-cause', symptoms: one, prefer_over: over }),
    signature({ id: 'c-other', symptoms: one }),
  ];
  expect(ids(judged(list, { paste: 'boom' }))).toEqual(['b-cause', 'a-consequence', 'c-other']);
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

test('it says what each answer would make of each cause', () => {
  const list = [
    signature({ id: 'a', checks: [onDriver('systemd', { id: 'driver' })] }),
    signature({ id: 'b', checks: [onDriver('systemd', { id: 'no-driver', role: 'refutes' })] }),
    signature({ id: 'c', status: 'draft', checks: [onDriver('cgroupfs', { id: 'other' })] }),
  ];
  expect(judged(list, { paste: 'boom' }).next_check?.outcomes).toEqual([
    { id: 'a', check: 'driver', holds: 'confirmed', fails: 'ruled-out' },
    { id: 'b', check: 'no-driver', holds: 'ruled-out', fails: 'possible' },
    { id: 'c', check: 'other', holds: 'possible', fails: 'ruled-out' },
  ]);
});

test('a check that tells two causes apart whatever its answer is comes before one that may', () => {
  const list = [
    signature({ id: 'a', checks: [check({ fact: 'cgroup.version', equals: 1 }), onDriver('systemd')] }),
    signature({
      id: 'b',
      checks: [check({ fact: 'cgroup.version', equals: 2 }), onDriver('systemd', { role: 'refutes' })],
    }),
  ];
  expect(judged(list, { paste: 'boom' }).next_check?.fact).toBe('kubelet.cgroup_driver');
});

test('among checks that separate alike the one that would confirm a cause comes first', () => {
  const list = signature({
    checks: [onDriver('systemd', { role: 'refutes' }), check({ fact: 'cgroup.version', equals: 1 })],
  });
  expect(judged(list, { paste: 'boom' }).next_check?.fact).toBe('cgroup.version');
});

test('what was read too late is not asked again: reading it once more would not be in time either', () => {
  const hung = check({ fact: 'processes', any_row: { stat: 'D' } });
  const facts = { processes: fact([{ pid: 1, stat: 'S' }], { at: '2026-11-22T09:00:00Z' }) };
  const report = { paste: 'boom', facts, at: '2026-11-22T05:00:00Z' };
  const next = judged(signature({ checks: [hung] }), report);
  expect(next.verdicts[0]?.checks[0]).toMatchObject({ answer: 'unknown', passed: true });
  expect(next.next_check).toBeNull();
});

test('a probe that did not come to its end is offered again, but not after an exec that failed as a whole', () => {
  const one = signature({ checks: [check({ fact: 'runc.version', version_in: [{ introduced: '0' }] })] });
  const facts = { 'runc.version': { state: 'unknown', reason: 'the probe did not end in time' } } as const;
  const after = (probe: string) =>
    judged(one, { paste: 'boom', facts, failed: [{ probe, reason: 'no end within its deadline' }] }).next_check;
  expect(after('version.runc')?.probe).toBe('version.runc');
  expect(after('exec')?.probe).toBeUndefined();
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

test('a cause that the node alone confirms comes before the consequence that somebody pasted', () => {
  const cause = signature({ id: 'z-cause', symptoms: words('proves', 'never'), checks: [onDriver('systemd', NOW)] });
  const consequence = signature({ id: 'a-consequence', symptoms: words('proves'), explained_by: ['z-cause'] });
  expect(ids(judged([consequence, cause], { paste: 'boom', facts: driver }))).toEqual(['z-cause', 'a-consequence']);
});

test('what names why comes right before what it explains, though less speaks for it', () => {
  const down = { id: 'b-down', checks: [onDriver('systemd')], explained_by: ['d-why', 'e-further'] };
  const list = [
    signature({ id: 'a-other', checks: [onDriver('systemd'), onDriver('systemd')] }),
    signature(down),
    signature({ id: 'c-third', symptoms: words('proves') }),
    signature({ id: 'd-why', symptoms: words('proves'), explained_by: ['e-further'] }),
    signature({ id: 'e-further', symptoms: words('proves') }),
  ];
  const told = ids(judged(list, { paste: 'boom', facts: driver }));
  expect(told).toEqual(['a-other', 'e-further', 'd-why', 'b-down', 'c-third']);
});

test('what is only possible explains nothing that is confirmed; a circle ends', () => {
  const list = [
    signature({ id: 'a-maybe' }),
    signature({ id: 'b-down', checks: [onDriver('systemd')], explained_by: ['a-maybe', 'c-circle'] }),
    signature({ id: 'c-circle', symptoms: words('proves'), explained_by: ['b-down'] }),
  ];
  expect(ids(judged(list, { paste: 'boom', facts: driver }))).toEqual(['c-circle', 'b-down', 'a-maybe']);
});
