import { diagnose, type Knowledge } from '../diagnosis/diagnose.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { factsFromJson } from '../facts/facts-json.js';
import { readReport } from '../report/read-report.js';
import type { Case } from '../signatures/signature.js';

const NOTHING_COLLECTED = { step: 'none', complete: true, failed: [] } as const;
/** So many other answers are named beside one that was not expected. */
const MOST_OTHERS = 3;

/** Judges the text and facts of a case as those of a report. @param all every signature, so that a case also shows that the others do not answer in its place. */
export function judgeCase({ paste, facts }: Pick<Case, 'paste' | 'facts'>, all: Knowledge): Diagnosis {
  const given = { report: readReport(paste ?? ''), facts: factsFromJson(facts) };
  return diagnose({ ...given, node: null, cluster: null, collection: NOTHING_COLLECTED }, all);
}

/** @returns what the diagnosis says of signature `id` other than the case expects, a sentence each, beginning in lower case; none where it holds. */
export function unmet(id: string, expected: Case, diagnosis: Diagnosis): readonly string[] {
  // A case is about the words of the signature itself, not about those of another that it looks like.
  const own = diagnosis.verdicts.find((one) => one.id === id && one.look_alike === undefined);
  const exposed = diagnosis.exposed.some((one) => one.id === id);
  const found = own?.verdict ?? (exposed ? 'exposed' : 'silent');
  if (found !== expected.verdict) return [`it is ${found}, not ${expected.verdict}${others(id, diagnosis)}`];
  const told: string[] = [];
  const by = [...(own?.ruled_out_by ?? [])].sort();
  if (expected.by !== undefined && by.join() !== [...expected.by].sort().join())
    told.push(`it is ruled out by ${by.join(', ') || 'nothing'}, not by ${expected.by.join(', ')}`);
  const open = new Set(own?.checks.filter(({ answer }) => answer === 'unknown').map((check) => check.id));
  const answered = (expected.unknown ?? []).filter((check) => !open.has(check));
  if (answered.length > 0) told.push(`it has an answer to ${answered.join(', ')}, which should be unknown`);
  const captures: Readonly<Record<string, string>> = Object.assign(
    {},
    ...(own?.symptoms ?? []).map((symptom) => symptom.captures),
  );
  for (const [name, value] of Object.entries(expected.captures ?? {}))
    if (captures[name] !== value) told.push(`it captures ${name} = ${captures[name] ?? 'nothing'}, not ${value}`);
  const best = diagnosis.verdicts[0]?.id;
  if (expected.best !== undefined && best !== expected.best)
    told.push(`${best ?? 'nothing'} leads, not ${expected.best}`);
  return told;
}

function others(id: string, { verdicts }: Diagnosis): string {
  const named = verdicts
    .filter((one) => one.id !== id && one.verdict !== 'ruled-out')
    .slice(0, MOST_OTHERS)
    .map((one) => `${one.id} (${one.verdict})`);
  return named.length === 0 ? '' : `; answered: ${named.join(', ')}`;
}
