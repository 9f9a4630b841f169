import type { Case } from '../../src/oncall/case.js';
import type { Post } from '../../src/records/answers.js';
import type { Desk } from '../answering/buttons.js';
import { viewOf } from '../answering/view.js';
import { section } from '../blocks/fit.js';
import { link } from '../blocks/mrkdwn.js';
import { answerBlocks } from '../blocks.js';
import type { Parts } from '../parts.js';
import { linkTo } from './case-of.js';
import { caseWordsIn } from './case-words.js';
import { postOnce } from './post-once.js';

const SLOT = 'escalation';

/** Where people are called: the escalation's message, else the thread of the answer. Null while the answer stands nowhere. */
export async function placeOf(
  shown: Case,
  parts: Parts,
  desk: Desk,
): Promise<{ channel: string; thread: string } | null> {
  const post = (await copyOf(shown, parts, desk)) ?? (await parts.records.answers.where(shown.report));
  if (post === null || post.ts === '') return null;
  return { channel: post.channel, thread: post.thread ?? post.ts };
}

/**
 * A case that was escalated stands in the escalation channel as well, with the whole diagnosis so far and the same buttons.
 * @returns null where no such channel is configured, or the answer stands in it anyway
 */
export async function copyOf(shown: Case, parts: Parts, desk: Desk): Promise<Post | null> {
  const { channel } = parts.escalation;
  if (channel === undefined || channel === shown.channel || shown.round === 0) return null;
  const known = await parts.records.answers.where(shown.report, SLOT);
  if (known !== null) return known;
  const message = await copy(shown, parts, desk);
  if (message === null) return null;
  return await postOnce({ report: shown.report, slot: SLOT, channel, ...message }, parts);
}

/** Draws the case wherever it stands. */
export async function drawCase(shown: Case, parts: Parts, desk: Desk): Promise<void> {
  await desk.answering.show(shown.report);
  const post = await copyOf(shown, parts, desk);
  const message = post === null ? null : await copy(shown, parts, desk);
  if (post === null || message === null) return;
  await parts.slack.edit({ channel: post.channel, report: `${shown.report}#${SLOT}`, ...message }, post.ts);
}

async function copy(shown: Case, parts: Parts, desk: Desk) {
  const view = await viewOf(shown.report, { ...parts, ...desk });
  if (view === null) return null;
  const { text, blocks } = answerBlocks(view.shown);
  const origin = await linkTo(shown.report, parts);
  const words = caseWordsIn(view.report.language);
  const from = origin === null ? [] : [section(words.fromThread(link(origin, `#${shown.channel}`)))];
  return { text, blocks: [...from, ...blocks] };
}
