import { isOpen } from '../../src/oncall/case.js';
import type { View } from '../answering/view.js';
import { foremost, verdictWords } from '../blocks/verdict.js';
import type { Parts } from '../parts.js';
import { caseWordsIn } from './case-words.js';
import { caseToEscalate } from './intake.js';

/**
 * Escalates what an answer says: its case, a new one, or the open one of the same cause. A resolved one is taken up again.
 * @returns a sentence for whoever asked, where nothing will show
 */
export async function escalateView(
  view: View,
  who: { readonly user: string; readonly channel: string },
  parts: Pick<Parts, 'records' | 'jobs' | 'now' | 'engine' | 'slack' | 'self' | 'rights' | 'escalation'>,
): Promise<string | undefined> {
  const { report, shown } = view;
  const { user: by } = who;
  const words = caseWordsIn(report.language);
  const { policy } = parts.escalation;
  if (policy.tiers.length + policy.routes.length === 0) return words.noTiers;
  const cluster = report.targets[0]?.cluster ?? report.collectable[0]?.cluster ?? '';
  const allowed = await parts.rights.may(who, 'escalate', cluster, report.language);
  if (!allowed.ok) return allowed.why;
  const main = foremost(shown.answered.diagnoses);
  const found = await caseToEscalate(report, main, verdictWords(main, report.language), by, parts);
  if (!isOpen(found)) await parts.jobs.cases.tell(found.id, { kind: 'reopen', at: parts.now(), by });
  const now = await parts.jobs.cases.tell(found.id, { kind: 'escalate', at: parts.now(), by, reason: 'asked' });
  return now?.turn === found.turn ? words.done.alreadyEscalated : undefined;
}
