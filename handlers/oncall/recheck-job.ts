import type { Effect } from '../../src/oncall/effects.js';
import type { Desk } from '../answering/buttons.js';
import { watchProgress } from '../answering/progress.js';
import { viewOf } from '../answering/view.js';
import type { Parts } from '../parts.js';
import type { OpenReport } from '../reading/open-report.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
import { caseWordsIn } from './case-words.js';
import { recheckTag } from './heard.js';
import { keepEvidence } from './send-report.js';

/** Collects again from every node of the case's answer. Bears repeating: a node that has answered this recheck is not asked again. */
export async function recheck(
  id: string,
  effect: Extract<Effect, { kind: 'recheck' }>,
  parts: Parts,
  desk: Desk,
): Promise<void> {
  const shown = await parts.jobs.cases.get(id);
  if (shown?.recheck?.number !== effect.number) return;
  const report = await desk.file.open(shown.report);
  const again = recheckTag(effect.number);
  // By itself it has the right of whoever took the case; without anybody, that of the channel.
  const user = effect.by ?? shown.owner ?? undefined;
  const refused = report === null ? '' : await refusal(report, user, again, parts);
  if (report === null || refused !== null) {
    const reason = refused || caseWordsIn(report?.language ?? 'en').nothingToRecheck;
    const at = parts.now();
    await parts.jobs.cases.tell(id, { kind: 'rechecked', at, number: effect.number, outcome: 'not-known', reason });
    return;
  }
  const before = await viewOf(shown.report, { ...parts, ...desk });
  if (before !== null) await keepEvidence(before, parts);
  await parts.records.turns.inTurn(`report:${shown.report}`, async () => {
    const now = (await desk.file.open(shown.report)) ?? report;
    const tags = { ...now.again };
    for (const target of now.targets) {
      const name = `${target.cluster}/${target.node}`;
      if (tags[name] !== again) await desk.file.reopen(shown.report, target);
      tags[name] = again;
    }
    await desk.file.save({ ...now, again: tags });
  });
  const by = { user: effect.by, channel: shown.channel, report: shown.report };
  const { deadlineMs } = parts.limits;
  for (const target of report.targets)
    await collectFor(
      { ...target, report: shown.report, by, deadlineMs, again, force: true },
      chargeOf(shown.report, target, { user }, again),
      parts,
    );
  watchProgress(shown.report, parts, desk);
}

/** Null: allowed. Without an asker the channel's own configuration speaks. */
async function refusal(
  { targets, payload, language }: OpenReport,
  user: string | undefined,
  again: string,
  parts: Parts,
): Promise<string | null> {
  if (targets.length === 0) return '';
  for (const { cluster, node } of targets) {
    const allowed = await permit(
      { user, channel: payload.channel },
      chargeOf(payload.id, { cluster, node }, { user }, again),
      language,
      parts,
    );
    if (!allowed.ok) return allowed.why;
  }
  return null;
}
