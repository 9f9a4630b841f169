import { expect, test } from 'vitest';
import { computedInChinese } from '../../src/diagnosis/computed-zh.js';
import { translate } from '../../src/diagnosis/translate.js';
import { check, fact, judged, signature } from './judged.js';

/** The engine's own sentence on one check that does not hold, as a Chinese reader gets it. */
function told(parts: Record<string, unknown>, facts: Parameters<typeof judged>[1] = {}): string {
  const one = signature({ checks: [check(parts), check({ fact: 'os.id', equals: 'a', role: 'helps' })] });
  const diagnosis = translate(judged(one, { paste: 'boom', node: 'n', ...facts }), new Map());
  return diagnosis.verdicts[0]?.checks[0]?.because ?? '';
}

test.each([
  [{ fact: 'runc.version', equals: '1' }, {}],
  [{ fact: 'runc.version', version_in: [{ introduced: '0', fixed: '1.0.0' }] }, { 'runc.version': fact('1.1.0') }],
  [{ fact: 'kernel.log', matches: 'oops' }, { 'kernel.log': fact(['one']) }],
  [{ fact: 'processes', any_row: { stat: '^D' } }, { processes: fact([{ pid: 1, stat: 'S' }]) }],
  [{ fact: 'os.id', equals: 'a' }, { 'os.id': fact('b') }],
])('%j is told in Chinese', (parts, facts) => {
  expect(told(parts, { facts })).toMatch(/\p{Script=Han}/u);
});

test('what an author wrote and what is not listed stay as they are', () => {
  expect(computedInChinese('The kernel names it.')).toBe('The kernel names it.');
  expect(computedInChinese('1.2.3 does not settle it')).toBe('1.2.3 does not settle it');
});
