import type { CollectionReport } from '../facts/collection.js';
import type { Facts } from '../facts/fact.js';
import { probeOf } from '../facts/probes.js';
import type { Signature } from '../signatures/signature.js';
import { namesOf } from './check.js';
import type { Answer, NextCheck, NextOutcome, Verdict, VerdictKind } from './diagnosis.js';

/** One open question of one candidate. */
interface Asker {
  readonly rank: number;
  readonly settle: string;
  /** The condition without its role: two that are the same have the same answer. */
  readonly condition: string;
  readonly outcome: NextOutcome;
}

/** @returns the unknown, deciding questions of the candidates, by the fact that would answer them. */
function openQuestions(
  candidates: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
  facts: Facts,
): ReadonlyMap<string, readonly Asker[]> {
  const open = new Map<string, Asker[]>();
  for (const [rank, verdict] of candidates.entries()) {
    const signature = signatures.get(verdict.id);
    const musts = verdict.checks.filter((one) => one.role === 'must' && one.answer === 'unknown');
    for (const answered of verdict.checks) {
      // What was read too late cannot be read in time any more, however often it is asked.
      if (answered.answer !== 'unknown' || answered.role === 'helps' || answered.passed === true) continue;
      const check = signature?.checks.find((one) => one.id === answered.id);
      if (check === undefined) continue;
      const names = namesOf(check);
      const fact = names.find((name) => facts[name]?.state !== 'known') ?? names[0] ?? answered.fact;
      const { id: _, because: __, settle: ___, role, ...condition } = check;
      const last = role === 'must' && musts.length === 1 && signature?.status !== 'draft';
      const outcome: NextOutcome =
        role === 'must'
          ? { id: verdict.id, check: check.id, holds: last ? 'confirmed' : 'possible', fails: 'ruled-out' }
          : { id: verdict.id, check: check.id, holds: 'ruled-out', fails: 'possible' };
      const asker = { rank, settle: answered.settle, condition: JSON.stringify(condition), outcome };
      open.set(fact, [...(open.get(fact) ?? []), asker]);
    }
  }
  return open;
}

const ANSWERS = ['holds', 'fails'] as const satisfies readonly Answer[];
type Decided = (typeof ANSWERS)[number];

/** Whether two candidates can stand apart after the answer; `surely`: whatever the answer is. */
function toldApart(a: readonly Asker[], b: readonly Asker[]): 'surely' | 'perhaps' | 'never' {
  if (a.length === 0 || b.length === 0) return a.length + b.length === 0 ? 'never' : 'perhaps';
  const same = a.length === b.length && a.every((one) => b.some((other) => other.condition === one.condition));
  if (!same) return 'perhaps';
  const apart = ANSWERS.filter((answer) => left(a, answer) !== left(b, answer));
  return apart.length === ANSWERS.length ? 'surely' : apart.length > 0 ? 'perhaps' : 'never';
}

function left(askers: readonly Asker[], answer: Decided): VerdictKind {
  const kinds = askers.map((one) => one.outcome[answer]);
  return kinds.includes('ruled-out') ? 'ruled-out' : kinds.includes('confirmed') ? 'confirmed' : 'possible';
}

/** Bigger is better, compared from the left: pairs told apart, pairs told apart whatever the answer, a cause that one answer would confirm. */
function worth(askers: readonly Asker[], candidates: number): readonly number[] {
  const by = Array.from({ length: candidates }, (_, rank) => askers.filter((one) => one.rank === rank));
  const pairs = by.flatMap((a, i) => by.slice(i + 1).map((b) => toldApart(a, b)));
  return [
    pairs.filter((pair) => pair !== 'never').length,
    pairs.filter((pair) => pair === 'surely').length,
    askers.some((one) => one.outcome.holds === 'confirmed') ? 1 : 0,
    -Math.min(...askers.map((one) => one.rank)),
  ];
}

function better(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}

/**
 * The one open question that separates the possible causes best: it tells most pairs of them apart. Among equals one that does so whatever
 * the answer is, then one whose answer would confirm a cause, then the one that the best candidate asks first.
 * Null where a cause is confirmed or nothing that can still be read would decide.
 */
export function nextCheck(
  verdicts: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
  facts: Facts,
  collection: CollectionReport,
): NextCheck | null {
  const candidates = verdicts.filter((verdict) => verdict.verdict === 'possible');
  if (candidates.length === 0 || verdicts[0]?.verdict === 'confirmed') return null;
  let best: { fact: string; askers: readonly Asker[]; worth: readonly number[] } | undefined;
  for (const [fact, askers] of openQuestions(candidates, signatures, facts)) {
    const value = worth(askers, candidates.length);
    if (best === undefined || better(value, best.worth)) best = { fact, askers, worth: value };
  }
  const first = best?.askers[0];
  if (best === undefined || first === undefined) return null;
  const probe = probeFor(best.fact, facts, collection);
  return {
    fact: best.fact,
    command: first.settle,
    ...(probe === undefined ? {} : { probe }),
    separates: [...new Set(best.askers.map((one) => one.outcome.id))],
    outcomes: best.askers.map((one) => one.outcome),
  };
}

/**
 * The probe that can still answer: one that was not run, or did not come to its end. One that ran and could not tell would not tell
 * the second time, and after an exec that failed as a whole another one might hang as well: then a person has to look.
 */
function probeFor(fact: string, facts: Facts, { failed }: CollectionReport): string | undefined {
  const probe = probeOf(fact);
  if (failed.some((one) => one.probe === 'exec')) return undefined;
  const open = facts[fact] === undefined || failed.some((one) => one.probe === probe);
  return open ? probe : undefined;
}
