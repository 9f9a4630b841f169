import { withProbeAgain } from '../src/facts/again.js';
import type { AnswerPayload } from '../src/jobs/payloads.js';
import type { ReportFile } from './open-report.js';
import type { Parts } from './parts.js';

/** The scope of a collection that is one probe: this, and the probe's id. */
export const PROBE_SCOPE = 'probe/';

/** The probe came back: joins its facts to the report's. @returns false where the answer is not that of a single probe. */
export async function joinProbe(
  { waiter, collected, reason }: AnswerPayload,
  parts: Pick<Parts, 'records'>,
  file: ReportFile,
): Promise<boolean> {
  if (!waiter.scope?.startsWith(PROBE_SCOPE)) return false;
  const probe = waiter.scope.slice(PROBE_SCOPE.length);
  const target = { cluster: waiter.cluster, node: waiter.node };
  const outcome = await file.ended(waiter.report, target);
  const before = outcome?.collected === undefined ? null : await parts.records.collected.get(outcome.collected);
  const again = collected === undefined ? null : await parts.records.collected.get(collected);
  if (outcome === null || before === null) return true;
  const failed = { facts: {}, collection: { ...before.collection, failed: [{ probe, reason: reason ?? '' }] } };
  const joined = withProbeAgain(before, again ?? failed, probe);
  const ref = `${outcome.collected}+${waiter.id}`;
  await parts.records.collected.put(ref, JSON.parse(JSON.stringify({ ...before, ...joined })));
  await file.end(waiter.report, target, { ...outcome, collected: ref });
  return true;
}
