import type { Parts } from '../parts.js';
import type { SlackMessage } from '../text/message-text.js';
import { mention } from './mention.js';
import type { Place } from './message-report.js';

const SAID = new Set([undefined, 'file_share']);

/** A message to us alone is a question: always answered. Edits and Slack's own notes are not. */
export async function directMessage(
  message: SlackMessage,
  place: Place,
  parts: Pick<Parts, 'self' | 'slack' | 'jobs' | 'now' | 'localeOf' | 'sleep'>,
): Promise<void> {
  if (!SAID.has(message.subtype)) return;
  await mention(message, place, parts, 'direct');
}
