import type { Facts } from '../facts/fact.js';
import { probeOf } from '../facts/probes.js';
import type { Signature } from '../signatures/signature.js';
import { namesOf } from './check.js';
import type { NextCheck, Verdict } from './diagnosis.js';

interface Asker {
  readonly verdict: string;
  readonly settle: string;
  /** What this candidate would make of the answer: its condition and role. Two that agree are not separated by it. */
  readonly consequence: string;
}

/** @returns the unknown, deciding questions of the candidates, by the fact that would answer them. */
function openQuestions(
  candidates: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
  facts: Facts,
): ReadonlyMap<string, readonly Asker[]> {
  const open = new Map<string, Asker[]>();
  for (const verdict of candidates)
    for (const answered of verdict.checks) {
      if (answered.answer !== 'unknown' || answered.role === 'helps') continue;
      const check = signatures.get(verdict.id)?.checks.find((one) => one.id === answered.id);
      if (check === undefined) continue;
      const names = namesOf(check);
      const fact = names.find((name) => facts[name]?.state !== 'known') ?? names[0] ?? answered.fact;
      const { id: _, because: __, settle: ___, ...condition } = check;
      const asker = { verdict: verdict.id, settle: answered.settle, consequence: JSON.stringify(condition) };
      const askers = open.get(fact);
      if (askers === undefined) open.set(fact, [asker]);
      else askers.push(asker);
    }
  return open;
}

const distinct = (values: readonly string[]): number => new Set(values).size;

/**
 * The one question that separates the possible ones best: the fact that most of them ask with different consequences.
 * On a tie the one that the best candidate asks first. Null where one is confirmed or nothing open would decide.
 */
export function nextCheck(
  verdicts: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
  facts: Facts,
): NextCheck | null {
  const candidates = verdicts.filter((verdict) => verdict.verdict === 'possible');
  if (candidates.length === 0 || verdicts[0]?.verdict === 'confirmed') return null;
  let best: { fact: string; askers: readonly Asker[]; score: number } | undefined;
  for (const [fact, askers] of openQuestions(candidates, signatures, facts)) {
    const parties = distinct(askers.map((one) => one.verdict));
    const score = Math.min(parties, distinct(askers.map((one) => one.consequence))) * 1_000 + parties;
    if (best === undefined || score > best.score) best = { fact, askers, score };
  }
  const first = best?.askers[0];
  if (best === undefined || first === undefined) return null;
  // A probe that has just run and could not tell would not tell the second time: then a person has to look.
  const probe = facts[best.fact] === undefined ? probeOf(best.fact) : undefined;
  return {
    fact: best.fact,
    command: first.settle,
    ...(probe === undefined ? {} : { probe }),
    separates: [...new Set(best.askers.map((one) => one.verdict))],
  };
}
