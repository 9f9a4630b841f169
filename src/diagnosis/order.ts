import { LINKS } from '../chain/links.js';
import { type Signature, WEIGHTS } from '../signatures/signature.js';
import type { Verdict } from './diagnosis.js';

const KINDS = ['confirmed', 'possible', 'ruled-out'];
/** The chain proper ends at runc init; what stands below it is ground, not a deeper link. */
const CHAIN = LINKS.slice(0, LINKS.indexOf('runc-init') + 1);

/** Nearness of what somebody pasted. */
const PASTED = 2;

/** Bigger is better, compared from the left. */
function rank(verdict: Verdict): readonly number[] {
  const positive = positiveOf(verdict);
  const near = nearness(positive);
  return [
    -certainty(verdict, near),
    near,
    verdict.checks.filter((check) => check.role === 'must' && check.answer === 'holds').length,
    weight(positive),
  ];
}

/** Of the strongest words. */
const weight = (positive: Verdict['symptoms']): number =>
  Math.max(-1, ...positive.map((symptom) => WEIGHTS.indexOf(symptom.weight)));

const positiveOf = ({ symptoms }: Verdict): Verdict['symptoms'] => symptoms.filter((symptom) => !symptom.refutes);

/** Smaller is surer. What hurts nobody and nobody asked about comes after what may hurt, however sure it is. */
function certainty(verdict: Verdict, near: number): number {
  const beside = verdict.verdict === 'confirmed' && verdict.severity === 'harmless' && near < PASTED;
  return beside ? KINDS.indexOf('possible') + 0.5 : KINDS.indexOf(verdict.verdict);
}

/** How much was seen: it orders equals, but outweighs no preference, for a consequence is often told in more words than its cause. */
function seen(verdict: Verdict): readonly number[] {
  return [
    positiveOf(verdict).length,
    verdict.checks.filter((check) => check.role === 'helps' && check.answer === 'holds').length,
  ];
}

/** What somebody pasted is the question; what our own exec just met is true now; what else the node's logs hold comes after both. */
function nearness(symptoms: Verdict['symptoms']): number {
  if (symptoms.some((symptom) => symptom.place === 'paste')) return PASTED;
  return symptoms.some((symptom) => symptom.place === 'exec.channel') ? 1 : 0;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = (b[index] ?? 0) - value;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** More seen first, then the innermost link, then by id: total, so that the same input gives the same order. */
function compareEquals(a: Verdict, b: Verdict): number {
  return compareRanks(seen(a), seen(b)) || compareLinks(a, b);
}

function compareLinks(a: Verdict, b: Verdict): number {
  const depth = CHAIN.indexOf(b.breaks_at) - CHAIN.indexOf(a.breaks_at);
  return depth !== 0 ? depth : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Among equals: whoever is preferred over another goes before it; a circle of preferences is broken by what was seen, link and id. */
function byPreference(equals: readonly Verdict[], signatures: ReadonlyMap<string, Signature>): readonly Verdict[] {
  const rest = [...equals].sort(compareEquals);
  const ordered: Verdict[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex(
      (one) => !rest.some((other) => signatures.get(other.id)?.prefer_over.some((over) => over.id === one.id)),
    );
    ordered.push(...rest.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

/**
 * What names why leads, right before what it explains: "its configuration does not parse" before "containerd is not running". It must be at
 * least as certain. In a circle nobody is asked twice.
 */
function whyFirst(verdicts: readonly Verdict[], signatures: ReadonlyMap<string, Signature>): readonly Verdict[] {
  const asked = new Set<Verdict>();
  const told: Verdict[] = [];
  const tell = (one: Verdict): void => {
    if (asked.has(one)) return;
    asked.add(one);
    const why = one.verdict === 'ruled-out' ? [] : (signatures.get(one.id)?.explained_by ?? []);
    for (const other of verdicts) if (why.includes(other.id) && isAsCertain(other, one)) tell(other);
    told.push(one);
  };
  for (const one of verdicts) tell(one);
  return told;
}

/** A cause of which only words are there that several causes print does not go before what the words name; one that the node's facts alone confirm does. */
function isAsCertain(cause: Verdict, consequence: Verdict): boolean {
  const surer = KINDS.indexOf(cause.verdict) <= KINDS.indexOf(consequence.verdict);
  const words = positiveOf(cause);
  const byFacts = cause.verdict === 'confirmed' && words.length === 0;
  return surer && (byFacts || weight(words) >= weight(positiveOf(consequence)));
}

/** @returns the verdicts best first, by the order of the signature format, and before each what names why it is. */
export function ordered(verdicts: readonly Verdict[], signatures: ReadonlyMap<string, Signature>): readonly Verdict[] {
  const ranked = verdicts
    .map((verdict) => ({ verdict, rank: rank(verdict) }))
    .sort((a, b) => compareRanks(a.rank, b.rank));
  const groups: { rank: readonly number[]; verdicts: Verdict[] }[] = [];
  for (const one of ranked) {
    const last = groups.at(-1);
    if (last !== undefined && compareRanks(last.rank, one.rank) === 0) last.verdicts.push(one.verdict);
    else groups.push({ rank: one.rank, verdicts: [one.verdict] });
  }
  return whyFirst(
    groups.flatMap((group) => byPreference(group.verdicts, signatures)),
    signatures,
  );
}
