import type { Parts } from '../parts.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
import { noteWordsIn } from '../words/note-words.js';
import type { Desk } from './buttons.js';
import { type Click, expired, targetOf } from './buttons.js';
import { PROBE_SCOPE } from './joined-part.js';
import { viewOf } from './view.js';

/** *Run X on NODE*: one exec of one probe, its facts joined to those of the report. @returns a sentence for whoever clicked. */
export async function nextClick(clicked: Click, parts: Parts, desk: Desk): Promise<string> {
  const { report: id, target, probe } = targetOf(clicked);
  const view = await viewOf(id, { ...parts, ...desk });
  if (view === null || target === undefined || probe === undefined) return await expired(clicked.user.id, parts);
  const { language } = view.report;
  const words = noteWordsIn(language);
  const offered = view.shown.answered.diagnoses.some(
    (one) => one.node === target.node && one.cluster === target.cluster && one.next_check?.probe === probe,
  );
  // Somebody ran it meanwhile, or the button of an older answer was pressed.
  if (!offered) return words.nextNotOpen;
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  const again = `${probe}@${clicked.actions[0]?.action_ts ?? parts.now()}`;
  const charge = chargeOf(id, target, who, again);
  const allowed = await permit(who, charge, language, parts);
  if (!allowed.ok) return allowed.why;
  const by = { ...who, report: id };
  const { deadlineMs } = parts.limits;
  const wait = { ...target, scope: `${PROBE_SCOPE}${probe}`, report: id, by, deadlineMs, again, force: true };
  await collectFor(wait, charge, parts);
  return words.nextRuns(probe, target.node);
}
