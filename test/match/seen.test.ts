import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/match/matcher.js';
import { symptomsSeen } from '../../src/match/seen.js';
import type { Line, Place } from '../../src/report/report.js';
import { linesOf, signatureOf, symptomOf } from './made.js';

function seen(symptom: Record<string, unknown>, texts: Partial<Record<Place, string | readonly Line[]>>) {
  const matcher = buildMatcher([
    signatureOf({ symptoms: [symptomOf({ in: ['paste', 'journal.kubelet'], ...symptom })] }),
  ]);
  const hits = Object.entries(texts).flatMap(([place, text]) =>
    matcher.match(typeof text === 'string' ? linesOf(text) : (text ?? []), place as Place),
  );
  return [...symptomsSeen(hits).values()].flat();
}

describe('symptomsSeen', () => {
  it('shows the first line and counts them all', () => {
    expect(seen({}, { paste: 'x\nthe made-up words 1\nthe made-up words 2' })).toEqual([
      {
        id: 'words',
        weight: 'shared',
        place: 'paste',
        line: 2,
        text: 'the made-up words 1',
        span: { from: 0, to: 17 },
        captures: {},
        count: 2,
      },
    ]);
  });

  it('shows of a long line the part that matched', () => {
    const [one] = seen({}, { paste: `${'before '.repeat(100)}the made-up words${' after'.repeat(100)}` });
    expect(one?.text).toMatch(/^…[\s\S]{50,200}the made-up words[\s\S]{100,300}…$/);
    expect(one?.text.slice(one.span.from, one.span.to)).toBe('the made-up words');
  });

  it('shows the newest line where lines are dated, and says when', () => {
    const [old] = linesOf('the made-up words 1', { time: '2024-03-01T10:00:00Z' });
    const [young] = linesOf('the made-up words 2', { time: '2024-03-01T11:00:00Z' });
    if (old === undefined || young === undefined) throw new Error('no lines');
    const [one] = seen({}, { paste: [young, old] });
    expect([one?.text, one?.at, one?.count]).toEqual(['the made-up words 2', '2024-03-01T11:00:00Z', 2]);
  });

  it('does not add up places: a pasted line is in the journal as well', () => {
    const [one] = seen({}, { 'journal.kubelet': 'the made-up words', paste: 'the made-up words' });
    expect([one?.place, one?.count]).toEqual(['paste', 1]);
    expect(seen({ at_least: 2 }, { 'journal.kubelet': 'the made-up words', paste: 'the made-up words' })).toEqual([]);
  });

  it('asks for as many lines as at_least says', () => {
    expect(seen({ at_least: 3 }, { paste: 'the made-up words\n'.repeat(2) })).toEqual([]);
    expect(seen({ at_least: 3 }, { paste: 'the made-up words\n'.repeat(3) })).toHaveLength(1);
  });

  it('believes kubectl that one row happened so often', () => {
    const row = (times: number) => `  Warning  Failed  3m (x${times} over 9m)  kubelet  the made-up words`;
    expect(seen({ at_least: 3 }, { paste: row(2) })).toEqual([]);
    expect(seen({ at_least: 3 }, { paste: row(3) })).toHaveLength(1);
  });

  it('asks for as many distinct values of a capture as at_least says', () => {
    const symptom = { pattern: 'id=(?P<id>\\w+) died', at_least: { distinct: 'id', count: 2 } };
    expect(seen(symptom, { paste: 'id=a died\nid=a died' })).toEqual([]);
    expect(seen(symptom, { paste: 'id=a died\nid=b died' })).toHaveLength(1);
  });

  it('says when a symptom speaks against its cause, and cuts long lines', () => {
    const [one] = seen({ refutes: true }, { paste: `the made-up words ${'x'.repeat(500)}` });
    expect([one?.refutes, one?.text.length]).toEqual([true, 399]);
  });
});
