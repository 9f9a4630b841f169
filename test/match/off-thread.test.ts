import { afterEach, describe, expect, it } from 'vitest';
import { matchOffThread, type OffThread } from '../../src/match/off-thread.js';
import { signatureOf } from './made.js';

describe('matchOffThread', () => {
  let open: OffThread | null = null;
  const read = (text: string, deadlineMs?: number) => {
    open ??= matchOffThread([signature]);
    return open.read(text, { deadlineMs });
  };
  const signature = signatureOf();
  const long = `${'nothing of note\n'.repeat(10_000)}the made-up words\n${'nothing of note\n'.repeat(10_000)}`;

  afterEach(async () => {
    await open?.close();
    open = null;
  });

  it('reads a short text on the spot', async () => {
    const { hits, report, complete } = await read('a\nthe made-up words');
    expect([hits[0]?.line.number, report.lines.length, complete]).toEqual([2, 2, true]);
  });

  it('reads a long text elsewhere and brings back the hit, its line and its neighbours', async () => {
    const { hits, report, complete } = await read(long);
    expect([hits.length, hits[0]?.line.number, hits[0]?.signature, complete]).toEqual([1, 10_001, signature, true]);
    expect(report.text).toBe(long);
    expect(report.lines.length).toBeLessThan(1000);
    expect(report.lines.some(({ number }) => number === 10_000)).toBe(true);
  });

  it('reads both ends, and says so, when the deadline passes; the next text is read in full', async () => {
    const late = await read(`the made-up words\n${long}`, 1);
    expect([late.complete, late.hits.length]).toEqual([false, 1]);
    expect((await read(long)).complete).toBe(true);
  });
});
