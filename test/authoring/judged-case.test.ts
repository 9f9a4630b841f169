import { expect, test } from 'vitest';
import { judgeCase, unmet } from '../../src/authoring/judged-case.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';
import type { Case } from '../../src/signatures/signature.js';

const { signatures } = loadSignatures([knowledgeDir()]);
const all = { signatures, matcher: buildMatcher(signatures) };
const holds: Case = {
  name: 'an exec at the pids limit',
  paste:
    'OCI runtime exec failed: exec failed: container_linux.go:370: starting container process caused: read init-p: connection reset by peer: unknown',
  facts: {},
  verdict: 'possible',
};
const said = (change: Partial<Case>) => {
  const one = { ...holds, ...change };
  return unmet('exec-pids-limit-reached', one, judgeCase(one, all));
};

test('a case that holds has nothing against it', () => {
  expect(said({})).toEqual([]);
});

test.each<[string, Partial<Case>, RegExp]>([
  [
    'another verdict, with who answered beside it',
    { verdict: 'confirmed' },
    /^it is possible, not confirmed; answered: exec-memcg/,
  ],
  ['silence', { paste: 'all is well' }, /^it is silent, not possible$/],
  ['another first', { best: 'disk-full' }, /^exec-\S+ leads, not disk-full$/],
  ['what rules it out', { by: ['nobody'] }, /^it is ruled out by nothing, not by nobody$/],
  ['an answer to what should be open', { unknown: ['no-such-check'] }, /answer to no-such-check/],
  ['what it captures', { captures: { container: 'abc' } }, /^it captures container = nothing, not abc$/],
])('of a case that does not hold is told: %s', (_, change, expected) => {
  expect(said(change).join()).toMatch(expected);
});
