import { z } from 'zod';
import { type Case, isOpen } from '../../src/oncall/case.js';
import type { CaseEvent } from '../../src/oncall/events.js';
import type { Click, Desk } from '../answering/buttons.js';
import { viewOf } from '../answering/view.js';
import type { Parts } from '../parts.js';
import type { CaseAction } from './case-buttons.js';
import { formFor } from './case-forms.js';
import { findCase } from './case-of.js';
import { caseWordsIn } from './case-words.js';
import { escalateView } from './escalate-view.js';

const value = z.object({ report: z.string().max(200) });

type Simple = Exclude<CaseAction, 'escalate' | 'resolve' | 'handOver'>;

/** What a button does without asking further. */
const EVENTS: { readonly [K in Simple]: (by: string, at: string, parts: Parts) => CaseEvent } = {
  acknowledge: (by, at) => ({ kind: 'acknowledge', at, by, road: 'slack' }),
  mute: (by, at, { escalation }) => ({ kind: 'mute', at, by, minutes: escalation.policy.muteMinutes }),
  unmute: (by, at) => ({ kind: 'unmute', at, by }),
  recheck: (by, at) => ({ kind: 'recheck', at, by }),
  reopen: (by, at) => ({ kind: 'reopen', at, by }),
};

/** A button of a case. What it did shows in the message itself. @returns a sentence for whoever pressed, where nothing shows. */
export async function caseClick(
  action: CaseAction,
  clicked: Click,
  trigger: string,
  parts: Parts,
  desk: Desk,
): Promise<string | undefined> {
  const { report } = value.parse(JSON.parse(clicked.actions[0]?.value ?? '{}'));
  const by = clicked.user.id;
  if (action === 'escalate')
    return await escalateReport(report, { user: by, channel: clicked.channel.id }, parts, desk);
  const found = await findCase(report, parts);
  if (found === null) return caseWordsIn('en').gone;
  const language = (await desk.file.open(report))?.language ?? 'en';
  const words = caseWordsIn(language);
  if (action === 'resolve' || action === 'handOver') {
    if (!isOpen(found)) return words.done.alreadyResolved;
    await parts.slack.openForm(trigger, formFor(action, report, words));
    return undefined;
  }
  const refused = await refusedRecheck(action, found, clicked, parts, desk);
  if (refused !== undefined) return refused;
  const now = await parts.jobs.cases.tell(found.id, EVENTS[action](by, parts.now(), parts));
  return now?.turn === found.turn ? nothingNew(action, found, words) : undefined;
}

/** Escalates what a report's answer says. @returns a sentence where nothing shows. */
export async function escalateReport(
  report: string,
  who: { readonly user: string; readonly channel: string },
  parts: Parts,
  desk: Desk,
): Promise<string | undefined> {
  const view = await viewOf(report, { ...parts, ...desk });
  return view === null ? caseWordsIn('en').gone : await escalateView(view, who, parts);
}

/** Rechecking collects, so the right to collect is asked for, as with *Collect again*. */
async function refusedRecheck(
  action: Simple,
  found: Case,
  clicked: Click,
  parts: Parts,
  desk: Desk,
): Promise<string | undefined> {
  if (action !== 'recheck') return undefined;
  const report = await desk.file.open(found.report);
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  for (const { cluster } of report?.targets ?? []) {
    const allowed = await parts.rights.may(who, 'collect', cluster, report?.language);
    if (!allowed.ok) return allowed.why;
  }
  return undefined;
}

function nothingNew(action: Simple, found: Case, words: ReturnType<typeof caseWordsIn>): string | undefined {
  if (action === 'acknowledge') return isOpen(found) ? words.done.alreadyAcknowledged : words.done.alreadyResolved;
  return action === 'recheck' ? words.done.rechecking : undefined;
}
