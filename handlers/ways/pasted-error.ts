import { z } from 'zod';
import { concernsNodes } from '../../src/alerts/concerns-nodes.js';
import { statusOf } from '../../src/alerts/status.js';
import type { Parts } from '../parts.js';
import { ANSWER_EVENT } from '../slack/slack.js';
import { filesOf, isPicture } from '../text/message-files.js';
import { messageText, type SlackMessage } from '../text/message-text.js';
import { isOwnFileName } from '../text/own-files.js';
import { messageReport, type Place } from './message-report.js';

type Needs = Pick<Parts, 'self' | 'engine' | 'jobs' | 'rights' | 'now'>;

// Every other subtype is an edit, a broadcast copy, a join or a note of Slack's own: nobody pasted it here.
const PASTED = new Set([undefined, 'file_share', 'bot_message']);

const ADDRESSED = /^\s*<@[UW]\w+(?:\|[^>]*)?>/;

/**
 * A message in a channel that nobody addressed to us. The gate drops in microseconds what no signature could answer; the rest
 * is stored and read, and stays unanswered unless something is recognised.
 * @returns true when it was stored.
 */
export async function pastedError(message: SlackMessage, place: Place, parts: Needs): Promise<boolean> {
  if (!PASTED.has(message.subtype) || message.hidden === true || isAnswer(message, parts.self)) return false;
  const fromBot = message.bot_id !== undefined || message.subtype === 'bot_message';
  if (fromBot && !parts.rights.readsBots(place.channel)) return false;
  // A mention arrives as its own event.
  if ((message.text ?? '').includes(`<@${parts.self.userId}>`)) return false;
  // Where other Plegmatics are, whoever is addressed answers.
  if (parts.rights.sharesWithOthers(place.channel) && ADDRESSED.test(message.text ?? '')) return false;
  const text = messageText(message);
  const report = messageReport(message, place);
  // Pictures are looked at by people; nobody asked, so nobody is told.
  const files = report.files.filter((file) => file.url !== '' && !isPicture(file));
  const worth = fromBot ? isWorthReading(text, parts) : parts.engine.gate(text);
  if (files.length === 0 && !worth) return false;
  const way = fromBot ? 'alert' : 'message';
  await parts.jobs.enqueueRead({ ...report, files, way, asked: false, at: parts.now() }, text);
  return true;
}

/** An alert is read as well when it is about a node whatever its words, and when it says that something is over. */
export function isWorthReading(text: string, { engine }: Pick<Parts, 'engine'>): boolean {
  const status = statusOf(text);
  return status !== 'other' && (status === 'resolved' || concernsNodes(text) || engine.gate(text));
}

const answered = z.looseObject({ metadata: z.looseObject({ event_type: z.literal(ANSWER_EVENT) }) });

/** Our own messages, and those of other Plegmatics, quote what they answer: reading them would answer ourselves, and two of us for ever. */
export function isAnswer(message: SlackMessage, self: Parts['self']): boolean {
  if (message.user === self.userId || (message.bot_id !== undefined && message.bot_id === self.botId)) return true;
  if (message.bot_id === undefined) return false;
  const files = filesOf(message);
  if (files.length > 0 && files.every(({ name }) => isOwnFileName(name))) return true;
  // Slack does not promise metadata with an event; the ids of buttons and notes are there.
  return (
    answered.safeParse(message).success ||
    /"(?:action|block)_id":"plegmatic\./.test(JSON.stringify(message.blocks ?? []))
  );
}
