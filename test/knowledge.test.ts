import { describe, expect, test } from 'vitest';
import { diagnose } from '../src/diagnosis/diagnose.js';
import { factsFromJson } from '../src/facts/facts-json.js';
import { buildMatcher } from '../src/match/matcher.js';
import { readReport } from '../src/report/read-report.js';
import { knowledgeDir } from '../src/signatures/folder.js';
import { lint } from '../src/signatures/lint.js';
import { loadCases, loadSignatures } from '../src/signatures/load.js';
import { printProblem } from '../src/signatures/problem.js';
import type { Case } from '../src/signatures/signature.js';

const { signatures, problems } = loadSignatures([knowledgeDir()]);
const { files, problems: caseProblems } = loadCases([knowledgeDir()]);

test('every signature and every case is sound', () => {
  const told = [...problems, ...caseProblems, ...lint(signatures, files)].map(printProblem);
  expect(told.join('\n')).toBe('');
});

const collection = { step: 'none', complete: true, failed: [] } as const;
/** One matcher of everything, as in production: a case also shows that the others do not answer in its place. */
const matcher = buildMatcher(signatures);

function judgedCase(one: Case) {
  const input = {
    report: readReport(one.paste ?? ''),
    facts: factsFromJson(one.facts),
    node: null,
    cluster: null,
    collection,
  };
  return diagnose(input, { signatures, matcher });
}

describe.each(files.map((file) => [file.id, file.cases] as const))('%s', (id, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const diagnosis = judgedCase(one);
    const verdict = diagnosis.verdicts.find((each) => each.id === id);
    const exposed = diagnosis.exposed.some((each) => each.id === id);
    expect(verdict?.verdict ?? (exposed ? 'exposed' : 'silent')).toBe(one.verdict);
    if (one.by !== undefined) expect([...(verdict?.ruled_out_by ?? [])].sort()).toEqual([...one.by].sort());
    if (one.unknown !== undefined) {
      const unknown = verdict?.checks.filter((check) => check.answer === 'unknown').map((check) => check.id);
      expect(unknown).toEqual(expect.arrayContaining(one.unknown));
    }
    if (one.captures !== undefined) {
      const captured = Object.assign({}, ...(verdict?.symptoms ?? []).map((symptom) => symptom.captures));
      expect(captured).toMatchObject(one.captures);
    }
    if (one.best !== undefined) expect(diagnosis.verdicts[0]?.id).toBe(one.best);
  });
});
