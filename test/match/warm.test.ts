import { expect, it } from 'vitest';
import { compilePattern } from '../../src/match/compile.js';

const WARMED = 80;

it.each([
  [
    'a capture',
    String.raw`\bnode (?P<node>[a-z0-9-]+): runc (?:create|run) failed`,
    'on node web-12: runc run failed',
    { node: 'web-12' },
  ],
  ['the start of a line', '^runc (?:create|run) failed', 'first\nrunc run failed', {}],
  ['the end of a line', 'runc (?:create|run) failed$', 'runc run failed\nlast', {}],
  ['the border of a word beyond ASCII', String.raw`\bfailed\b`, '失败:failed。', {}],
] as const)('a pattern that has missed many texts finds %s where a fresh one does', (_, source, text, captures) => {
  const fresh = compilePattern(source, { acrossLines: true, literals: false }).find(text);
  const warm = compilePattern(source, { acrossLines: true, literals: false });
  for (let n = 0; n < WARMED; n += 1) expect(warm.find(`runc ${n} has stopped; it is well`)).toBeNull();
  expect(warm.find(text)).toEqual(fresh);
  expect(fresh?.captures).toEqual(captures);
});

it('finds what follows a match after it has missed many texts, too', () => {
  const warm = compilePattern('shim (?:died|is gone)', { literals: false });
  for (let n = 0; n < WARMED; n += 1) expect(warm.find(`the shim of ${n} lives`)).toBeNull();
  const text = 'shim died, then shim is gone';
  const first = warm.find(text);
  expect([first?.start, warm.find(text, first?.end)?.start, warm.find(text, text.length)]).toEqual([0, 16, null]);
});

it('more patterns than are kept warm at once still find what they look for', () => {
  const patterns = Array.from({ length: 60 }, (_, n) =>
    compilePattern(`container (?P<id>c${n}) is gone`, { literals: false }),
  );
  for (let n = 0; n < WARMED; n += 1)
    for (const pattern of patterns) expect(pattern.find(`container d${n} is gone`)).toBeNull();
  const found = patterns.map((pattern, n) => pattern.find(`container c${n} is gone`)?.captures.id);
  expect(found).toEqual(patterns.map((_, n) => `c${n}`));
});
