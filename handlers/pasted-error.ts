import { reportId } from '../src/jobs/ids.js';
import type { Parts } from './parts.js';
import { filesOf } from './text/message-files.js';
import { messageText, type SlackMessage } from './text/message-text.js';

/** Where a message event came from. */
export interface Place {
  readonly team: string;
  readonly channel: string;
}

type Needs = Pick<Parts, 'self' | 'engine' | 'jobs' | 'rights' | 'now'>;

// Every other subtype is an edit, a broadcast copy, a join or a note of Slack's own: nobody pasted it here.
const PASTED = new Set([undefined, 'file_share', 'bot_message']);

/**
 * A message in a channel that nobody addressed to us. The gate drops in microseconds what no signature could answer; the rest
 * is stored and read, and stays unanswered unless something is recognised.
 * @returns true when it was stored.
 */
export async function pastedError(message: SlackMessage, place: Place, parts: Needs): Promise<boolean> {
  if (!PASTED.has(message.subtype) || message.hidden === true || isOwn(message, parts.self)) return false;
  const fromBot = message.bot_id !== undefined || message.subtype === 'bot_message';
  if (fromBot && !parts.rights.readsBots(place.channel)) return false;
  // A mention arrives as its own event.
  if ((message.text ?? '').includes(`<@${parts.self.userId}>`)) return false;
  const text = messageText(message);
  const files = filesOf(message.files ?? []);
  if (files.length === 0 && !parts.engine.gate(text)) return false;
  await parts.jobs.enqueueRead(
    {
      id: reportId('event', [place.team, place.channel, message.ts]),
      way: fromBot ? 'alert' : 'message',
      asked: false,
      team: place.team,
      channel: place.channel,
      thread: message.thread_ts,
      message: message.ts,
      user: message.user,
      files: [...files],
      at: parts.now(),
    },
    text,
  );
  return true;
}

/** Our own messages quote what we answer: reading them would answer ourselves. */
export function isOwn(message: Pick<SlackMessage, 'user' | 'bot_id'>, self: Parts['self']): boolean {
  return message.user === self.userId || (message.bot_id !== undefined && message.bot_id === self.botId);
}
