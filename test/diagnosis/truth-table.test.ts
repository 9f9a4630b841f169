import { describe, expect, test } from 'vitest';
import { check, fact, signature, verdictOf } from './judged.js';

const yes = { 'kubelet.cpu_manager_policy': fact('static') };
const no = { 'kubelet.cpu_manager_policy': fact('none') };
const onPolicy = (role: string, parts: Record<string, unknown> = {}) =>
  check({ id: `policy-${role}`, role, fact: 'kubelet.cpu_manager_policy', equals: 'static', ...parts });
const answering = (answer: string) => (answer === 'holds' ? yes : answer === 'fails' ? no : {});

describe('with a symptom matched', () => {
  const table = [
    ['must', 'holds', 'confirmed'],
    ['must', 'fails', 'ruled-out'],
    ['must', 'unknown', 'possible'],
    ['helps', 'holds', 'possible'],
    ['helps', 'fails', 'possible'],
    ['helps', 'unknown', 'possible'],
    ['refutes', 'holds', 'ruled-out'],
    ['refutes', 'fails', 'possible'],
    ['refutes', 'unknown', 'possible'],
  ] as const;
  test.each(table)('a %s that %s makes it %s', (role, answer, verdict) => {
    expect(verdictOf(signature({ checks: [onPolicy(role)] }), { paste: 'boom', facts: answering(answer) })).toBe(
      verdict,
    );
  });

  test('one must of two that is unknown keeps it possible', () => {
    const other = check({ fact: 'kubelet.cgroup_driver', equals: 'systemd' });
    expect(verdictOf(signature({ checks: [onPolicy('must'), other] }), { paste: 'boom', facts: yes })).toBe('possible');
  });

  const proving = [{ id: 'words', in: ['paste'], weight: 'proves', pattern: 'boom' }];
  test.each([
    ['unknown', 'confirmed'],
    ['holds', 'confirmed'],
    ['fails', 'ruled-out'],
  ])('a proving symptom with a must that is %s is %s', (answer, verdict) => {
    const one = signature({ symptoms: proving, checks: [onPolicy('must')] });
    expect(verdictOf(one, { paste: 'boom', facts: answering(answer) })).toBe(verdict);
  });

  test('a symptom without any check is possible', () => {
    expect(verdictOf(signature(), { paste: 'boom' })).toBe('possible');
  });

  test('a draft is never confirmed', () => {
    const draft = signature({ status: 'draft', symptoms: proving, checks: [onPolicy('must')] });
    expect(verdictOf(draft, { paste: 'boom', facts: yes })).toBe('possible');
  });

  test('what is withdrawn is never mentioned', () => {
    const old = signature({ status: 'withdrawn', superseded_by: 'newer', checks: [onPolicy('must')] });
    expect(verdictOf(old, { paste: 'boom', facts: yes })).toBe('silent');
  });
});

describe('a refuting symptom', () => {
  const symptoms = [
    { id: 'words', in: ['paste'], weight: 'shared', pattern: 'boom' },
    { id: 'denial', in: ['paste'], weight: 'shared', pattern: 'fizzle', refutes: true },
  ];
  test('rules out, even where every must holds', () => {
    const one = signature({ symptoms, checks: [onPolicy('must')] });
    expect(verdictOf(one, { paste: 'boom\nfizzle', facts: yes })).toBe('ruled-out');
  });
  test('alone is not mentioned', () => {
    expect(verdictOf(signature({ symptoms }), { paste: 'fizzle' })).toBe('silent');
  });
});

describe('with no symptom matched', () => {
  const seen = { manifests: true };
  const old = { 'runc.version': fact('1.0.0') };
  const onVersion = (parts: Record<string, unknown> = {}) =>
    check({ id: 'version', fact: 'runc.version', version_in: [{ introduced: '0', fixed: '1.1.0' }], ...parts });
  const table = [
    ['every must holds and one manifests', [onPolicy('must', seen)], yes, 'confirmed'],
    ['every must holds and none manifests', [onPolicy('must'), onVersion()], { ...yes, ...old }, 'exposed'],
    ['a setting alone holds, and no version', [onPolicy('must')], yes, 'silent'],
    ['a standing must fails', [onPolicy('must')], no, 'silent'],
    ['a standing must is unknown', [onPolicy('must')], {}, 'silent'],
    ['there is no must', [onPolicy('helps')], yes, 'silent'],
  ] as const;
  test.each(table)('where %s', (_, checks, facts, verdict) => {
    expect(verdictOf(signature({ checks }), { facts })).toBe(verdict);
  });

  test('a failed momentary must leaves the node exposed: not seen now', () => {
    const running = check({ fact: 'processes', any_row: { args: 'runc init$' }, manifests: true });
    const one = signature({ checks: [onVersion(), running] });
    expect(verdictOf(one, { facts: { ...old, processes: fact([]) } })).toBe('exposed');
  });

  test('a held refutation keeps what manifests from being confirmed', () => {
    const refuting = check({ role: 'refutes', fact: 'processes', any_row: { stat: '^D' } });
    const one = signature({ checks: [onVersion(seen), refuting] });
    expect(verdictOf(one, { facts: { ...old, processes: fact([{ pid: 1, stat: 'Ds' }]) } })).toBe('exposed');
  });
});
