import { describe, expect, test } from 'vitest';
import { judgeCase, unmet } from '../src/authoring/judged-case.js';
import { buildMatcher } from '../src/match/matcher.js';
import { knowledgeDir } from '../src/signatures/folder.js';
import { lint } from '../src/signatures/lint.js';
import { loadCases, loadSignatures } from '../src/signatures/load.js';
import { printProblem } from '../src/signatures/problem.js';

const { signatures, problems } = loadSignatures([knowledgeDir()]);
const { files, problems: caseProblems } = loadCases([knowledgeDir()]);

// It compiles every pattern and tries it on every case: five seconds of a quiet machine.
test('every signature and every case is sound', { timeout: 60_000 }, () => {
  const told = [...problems, ...caseProblems, ...lint(signatures, files)].map(printProblem);
  expect(told.join('\n')).toBe('');
});

/** Everything at once, as in production: a case also shows that the others do not answer in its place. */
const all = { signatures, matcher: buildMatcher(signatures) };

describe.each(files.map((file) => [file.id, file.cases] as const))('%s', (id, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(unmet(id, one, judgeCase(one, all))).toEqual([]);
  });
});
