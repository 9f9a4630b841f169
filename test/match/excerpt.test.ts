import fc from 'fast-check';
import { expect, it } from 'vitest';
import { excerpt } from '../../src/match/excerpt.js';

const LINE =
  'rpc error: failed to create shim task: runc create failed: mounting "/a" to "/b" caused: not a directory: unknown';
const at = (words: string) => ({ from: LINE.indexOf(words), to: LINE.indexOf(words) + words.length });

it.each([
  ['the whole line where it fits', 'not a directory', 200, LINE],
  ['the end, where the end matched', 'not a directory', 50, '…ng "/a" to "/b" caused: not a directory: unknown'],
  ['the beginning, where that matched', 'rpc error', 40, 'rpc error: failed to create shim task:…'],
  ['both sides of the middle', 'runc create', 40, '…im task: runc create failed: mounting …'],
  ['both ends of what is too long itself', LINE.slice(11), 44, '…failed to cre…ed: not a directory: unknown'],
])('an excerpt shows %s', (_, words, most, shown) => {
  expect(excerpt(LINE, at(words), most).text.length).toBeLessThanOrEqual(most);
  expect(excerpt(LINE, at(words), most).text).toBe(shown);
});

it('holds the matched words at the span it names, within its limit, whatever the line', () => {
  const cases = fc.record({
    line: fc.string({ maxLength: 300 }),
    a: fc.nat(300),
    b: fc.nat(300),
    most: fc.integer({ min: 20, max: 320 }),
  });
  fc.assert(
    fc.property(cases, ({ line, a, b, most }) => {
      const from = Math.min(a, b, line.length);
      const to = Math.min(Math.max(a, b), line.length);
      const { text, span } = excerpt(line, { from, to }, most);
      expect(text.length).toBeLessThanOrEqual(most);
      if (to - from <= most - 2 || line.length <= most)
        expect(text.slice(span.from, span.to)).toBe(line.slice(from, to));
    }),
  );
});
