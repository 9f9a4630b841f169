import { withProbeAgain } from '../../src/facts/again.js';
import { type Fact, type Facts, unknown } from '../../src/facts/fact.js';
import { withPeel } from '../../src/facts/peeled.js';
import type { AnswerPayload } from '../../src/jobs/payloads.js';
import type { StoredCollected } from '../../src/records/collected.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';

/** The scope of a collection that is one probe: this, and the probe's id. */
export const PROBE_SCOPE = 'probe/';

/** The scope of a collection that peels the layers of a container: this, and its id. */
export const PEEL_SCOPE = 'peel/';

/**
 * A part came back, a probe that was run again or the layers of a container: joins its facts to the report's.
 * @returns false where the answer is that of a whole collection.
 */
export async function joinPart(
  { waiter, collected, reason = '' }: AnswerPayload,
  parts: Pick<Parts, 'records'>,
  file: ReportFile,
): Promise<boolean> {
  const { scope = '' } = waiter;
  if (!scope.startsWith(PROBE_SCOPE) && !scope.startsWith(PEEL_SCOPE)) return false;
  const target = { cluster: waiter.cluster, node: waiter.node };
  const outcome = await file.ended(waiter.report, target);
  const before = outcome?.collected === undefined ? null : await parts.records.collected.get(outcome.collected);
  const part = collected === undefined ? null : await parts.records.collected.get(collected);
  if (outcome === null || before === null) return true;
  const joined = scope.startsWith(PEEL_SCOPE)
    ? { facts: peeled(before.facts, part?.facts.peel, reason) }
    : probed(before, part, scope.slice(PROBE_SCOPE.length), reason);
  const ref = `${outcome.collected}+${waiter.id}`;
  await parts.records.collected.put(ref, JSON.parse(JSON.stringify({ ...before, ...joined })));
  await file.end(waiter.report, target, { ...outcome, collected: ref });
  return true;
}

function probed(before: StoredCollected, part: StoredCollected | null, probe: string, reason: string) {
  const failed = { facts: {}, collection: { ...before.collection, failed: [{ probe, reason }] } };
  return withProbeAgain(before, part ?? failed, probe);
}

function peeled(facts: Facts, peel: Fact | undefined, reason: string): Facts {
  return peel?.state === 'known' ? withPeel(facts, peel) : { ...facts, peel: peel ?? unknown(reason) };
}
