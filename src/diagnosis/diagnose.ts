import type { Facts } from '../facts/fact.js';
import type { Hit } from '../match/hit.js';
import type { Matcher } from '../match/matcher.js';
import { symptomsSeen } from '../match/seen.js';
import type { Report } from '../report/report.js';
import { timesOf } from '../report/times.js';
import type { Signature } from '../signatures/signature.js';
import { askCheck } from './check.js';
import type { CollectionReport, Diagnosis, Verdict } from './diagnosis.js';
import { distributionOf } from './distribution.js';
import { judge } from './judge.js';
import { withLookAlikes } from './look-alike-verdicts.js';
import { nextCheck } from './next-check.js';
import { ordered } from './order.js';
import { overOf } from './over.js';
import { factsOfPaste } from './pasted-facts.js';
import { placesOf } from './places.js';
import { spokenOf } from './spoken.js';
import { exposureOf, verdictOf } from './verdict.js';

export interface DiagnoseInput {
  readonly report: Report;
  readonly facts: Facts;
  readonly node: string | null;
  readonly cluster: string | null;
  readonly collection: CollectionReport;
  /** The hits of the pasted text, where it was already matched off the main thread. */
  readonly hits?: readonly Hit[];
}

export interface Knowledge {
  readonly signatures: readonly Signature[];
  readonly matcher: Pick<Matcher, 'match'>;
}

/**
 * Judges every signature on one report and the facts of one node. Pure, total and synchronous: the same input gives the
 * same diagnosis, and nothing in text or facts makes it throw.
 * @returns the verdicts best first, what the node is exposed to, and the one question that would separate the rest.
 */
export function diagnose(input: DiagnoseInput, knowledge: Knowledge): Diagnosis {
  const facts = withPasted(input);
  const about = { incident: incidentOf(input.report), window: input.collection.window };
  const hits = [
    ...(input.hits ?? knowledge.matcher.match(input.report.lines, 'paste')),
    ...placesOf(facts, about.incident, about.window).flatMap(({ place, lines }) =>
      knowledge.matcher.match(lines, place),
    ),
  ];
  const distribution = hits.length === 0 ? null : distributionOf(facts, input.report);
  const own = hitsBySignature(hits);
  const seen = new Map([...symptomsSeen(hits)].map(([signature, symptoms]) => [signature.id, symptoms]));
  const verdicts: Verdict[] = [];
  const exposed: Diagnosis['exposed'][number][] = [];
  for (const signature of knowledge.signatures) {
    if (signature.status === 'withdrawn') continue;
    const symptoms = seen.get(signature.id) ?? [];
    const mine = own.get(signature.id) ?? [];
    const spoken = spokenOf(mine, symptoms, input.report.at);
    const asked = signature.checks.map((check) => askCheck(check, facts, spoken));
    const judgement = judge(signature, symptoms, asked);
    if (judgement.kind === 'silent') continue;
    if (judgement.kind === 'exposed') exposed.push(exposureOf(signature, asked));
    else {
      const known = { node: input.node, facts, spoken, distribution };
      const over = judgement.kind === 'ruled-out' ? undefined : overOf(signature, symptoms, asked, mine, facts, about);
      const kind = over === undefined ? judgement.kind : 'ruled-out';
      verdicts.push(verdictOf(signature, symptoms, asked, { kind, by: judgement.by, over }, known));
    }
  }
  const byId = new Map(knowledge.signatures.map((signature) => [signature.id, signature]));
  const seenBest = ordered(verdicts, byId);
  const spoken = spokenOf([], [], input.report.at);
  const best = withLookAlikes(seenBest, byId, { node: input.node, facts, spoken, distribution });
  return {
    node: input.node,
    cluster: input.cluster,
    known: best.some((verdict) => verdict.verdict !== 'ruled-out'),
    verdicts: best,
    exposed: exposed.sort((a, b) => (a.id < b.id ? -1 : 1)),
    next_check: nextCheck(seenBest, byId, facts, input.collection),
    collection: input.collection,
    facts,
  };
}

/** @returns the first and the last time the report's lines give themselves: a log near either may speak of the same incident. */
function incidentOf(report: Report): readonly string[] {
  const { earliest, newest } = timesOf(report);
  return [earliest, newest].filter((time) => time !== undefined);
}

/** @returns the hits of each signature, by its id. */
function hitsBySignature(hits: readonly Hit[]): ReadonlyMap<string, readonly Hit[]> {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.signature.id);
    if (group === undefined) groups.set(hit.signature.id, [hit]);
    else group.push(hit);
  }
  return groups;
}

/**
 * What the text itself states joins the collected facts, which win. A text that speaks of several nodes states nothing
 * about any one of them.
 */
function withPasted({ report, facts, node }: DiagnoseInput): Facts {
  if (node !== null && report.nodes.some((name) => name !== node)) return facts;
  const merged: Record<string, Facts[string]> = { ...factsOfPaste(report) };
  for (const [name, fact] of Object.entries(facts))
    if (fact.state === 'known' || merged[name] === undefined) merged[name] = fact;
  return merged;
}
