import type { Effect } from '../../src/oncall/effects.js';
import type { Desk } from '../answering/buttons.js';
import type { Parts } from '../parts.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';

/** One more node of the same cause joins the case's answer, where collecting without being asked is allowed. */
export async function look(
  id: string,
  effect: Extract<Effect, { kind: 'look' }>,
  parts: Parts,
  desk: Desk,
): Promise<void> {
  const shown = await parts.jobs.cases.get(id);
  if (shown === null) return;
  const target = { cluster: effect.cluster, node: effect.node };
  const charge = chargeOf(shown.report, target, {});
  const allowed = await permit({ channel: shown.channel }, charge, 'en', parts);
  if (!allowed.ok || !parts.rights.collectsUnasked(shown.channel)) {
    // Looked at in vain: nobody waits for it.
    const look = { ...target, signature: null, title: '', certainty: 'not-known' } as const;
    await parts.jobs.cases.tell(id, { kind: 'judged', at: parts.now(), cause: shown.cause, looks: [look] });
    return await desk.answering.show(shown.report);
  }
  const known = await parts.records.turns.inTurn(`report:${shown.report}`, async () => {
    const report = await desk.file.open(shown.report);
    if (report === null) return false;
    const same = (other: typeof target) => other.cluster === target.cluster && other.node === target.node;
    if (!report.targets.some(same))
      await desk.file.save({
        ...report,
        targets: [...report.targets, target],
        collectable: report.collectable.filter((other) => !same(other)),
      });
    return true;
  });
  if (!known) return;
  const by = { channel: shown.channel, report: shown.report };
  await collectFor({ ...target, report: shown.report, by, deadlineMs: parts.limits.deadlineMs }, charge, parts);
}
