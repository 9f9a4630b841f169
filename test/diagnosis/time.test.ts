import { describe, expect, test } from 'vitest';
import { check, fact, judged, signature, verdictOf } from './judged.js';

const stuck = (role: string, parts: Record<string, unknown> = {}) =>
  check({ id: 'stuck', role, fact: 'processes', any_row: { args: 'runc init$' }, ...parts });
const none = (at?: string) => ({ processes: fact([], at === undefined ? {} : { at }) });
const some = (at: string) => ({ processes: fact([{ pid: 7, args: 'runc init' }], { at }) });
const dated = 'time="2026-01-01T12:00:00Z" level=error msg="boom"';

describe('a momentary fact', () => {
  test.each([
    ['in the same minute', dated, '2026-01-01T12:01:00Z', 'ruled-out'],
    ['at the edge of the window', dated, '2026-01-01T12:15:00Z', 'ruled-out'],
    ['past the window', dated, '2026-01-01T12:15:01Z', 'possible'],
    ['long before the symptom', dated, '2026-01-01T11:00:00Z', 'possible'],
    ['with a symptom that has no date', 'boom', '2026-01-01T12:00:00Z', 'ruled-out'],
    ['with no date of its own', dated, undefined, 'ruled-out'],
  ])('that fails a must %s', (_, paste, at, verdict) => {
    expect(verdictOf(signature({ checks: [stuck('must')] }), { paste, facts: none(at) })).toBe(verdict);
  });

  test('that holds a refutation long after the symptom is unknown, and says that the moment has passed', () => {
    const one = signature({ checks: [stuck('refutes')] });
    const verdict = judged(one, { paste: dated, facts: some('2026-01-01T18:00:00Z') }).verdicts[0];
    expect(verdict?.verdict).toBe('possible');
    expect(verdict?.checks[0]?.because).toContain('the moment has passed');
  });

  test('that holds a must long after the symptom still holds: the failure is there', () => {
    expect(
      verdictOf(signature({ checks: [stuck('must')] }), { paste: dated, facts: some('2026-01-01T18:00:00Z') }),
    ).toBe('confirmed');
  });

  test('is measured against the newest dated symptom', () => {
    const paste = `${dated}\ntime="2026-01-01T14:00:00Z" level=error msg="boom"`;
    expect(verdictOf(signature({ checks: [stuck('must')] }), { paste, facts: none('2026-01-01T14:05:00Z') })).toBe(
      'ruled-out',
    );
  });

  test('is measured against the report where no symptom is dated', () => {
    const asked = { paste: 'boom', at: '2026-01-01T12:00:00Z', facts: none('2026-01-01T18:00:00Z') };
    expect(verdictOf(signature({ checks: [stuck('must')] }), asked)).toBe('possible');
  });

  test('may be given a longer window by the check', () => {
    const one = signature({ checks: [stuck('must', { within: '1d' })] });
    expect(verdictOf(one, { paste: dated, facts: none('2026-01-01T18:00:00Z') })).toBe('ruled-out');
  });
});

test('a standing fact rules out whenever it was read', () => {
  const one = signature({
    checks: [check({ fact: 'runc.version', version_in: [{ introduced: '0', fixed: '1.0.0-rc91' }] })],
  });
  const facts = { 'runc.version': fact('1.1.5', { at: '2026-02-01T00:00:00Z' }) };
  expect(verdictOf(one, { paste: dated, facts })).toBe('ruled-out');
});

describe('a cumulative column', () => {
  const grew = (value: boolean) => ({
    'cgroup.pids': fact([{ path: '/a', current: 3, max: 20, refused: 40, refused_grew: value }]),
  });
  const asks = (role: string, any_row: Record<string, unknown>) =>
    signature({ checks: [check({ role, fact: 'cgroup.pids', any_row })] });

  test('that grew holds', () => {
    expect(verdictOf(asks('must', { refused_grew: true }), { paste: 'boom', facts: grew(true) })).toBe('confirmed');
  });
  test('that did not grow in a short interval is unknown, never fails', () => {
    expect(verdictOf(asks('must', { refused_grew: true }), { paste: 'boom', facts: grew(false) })).toBe('possible');
  });
  test.each(['must', 'refutes'])('as an old total neither confirms nor refutes (%s)', (role) => {
    expect(verdictOf(asks(role, { refused: { at_least: 1 } }), { paste: 'boom', facts: grew(false) })).toBe('possible');
  });
  test('as an old total may support', () => {
    const verdict = judged(asks('helps', { refused: { at_least: 1 } }), { paste: 'boom', facts: grew(false) })
      .verdicts[0];
    expect(verdict?.checks[0]?.answer).toBe('holds');
  });
});

describe("a line of the node's logs", () => {
  const logged = signature({
    symptoms: [{ id: 'words', in: ['journal.kubelet', 'paste'], weight: 'proves', pattern: 'boom' }],
  });
  const log = (...lines: string[]) => ({ 'journal.kubelet': fact(lines, { at: '2026-01-01T12:00:00Z' }) });
  test.each([
    ['written a moment before it was read', '2026-01-01T11:59:00Z boom', '', 'confirmed'],
    ['without a date', 'boom', '', 'confirmed'],
    ['written 20 minutes before it was read', '2026-01-01T11:40:00Z boom', '', 'silent'],
    [
      'as old as the line somebody pasted',
      '2026-01-01T11:40:00Z boom',
      '2026-01-01T11:38:00Z other words',
      'confirmed',
    ],
  ])('%s makes it %s', (_, line, paste, verdict) => {
    expect(verdictOf(logged, { paste, facts: log(line) })).toBe(verdict);
  });
});
