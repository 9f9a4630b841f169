import { reportId } from '../src/jobs/ids.js';
import { askingWordsIn } from './asking-words.js';
import type { Parts } from './parts.js';
import { isOwn, type Place } from './pasted-error.js';
import { replyLanguage } from './reply-language.js';
import { filesOf } from './text/message-files.js';
import { messageText, type SlackMessage } from './text/message-text.js';

type Needs = Pick<Parts, 'self' | 'slack' | 'jobs' | 'now' | 'localeOf' | 'sleep'>;

/** Somebody asked: by mention, or in a direct message. Always answered, with the whole thread read. */
export async function mention(
  message: SlackMessage,
  place: Place,
  parts: Needs,
  way: 'mention' | 'direct' = 'mention',
): Promise<void> {
  if (isOwn(message, parts.self) || message.bot_id !== undefined) return;
  const text = withoutMention(messageText(message), parts.self.userId);
  const files = filesOf(message.files ?? []);
  if (
    message.thread_ts === undefined &&
    files.length === 0 &&
    (text === '' || /^(?:help|帮助)[.!?？。]?$/i.test(text))
  ) {
    const language = await replyLanguage(text, message.user, parts);
    await parts.slack.say(place.channel, askingWordsIn(language).help, message.ts);
    return;
  }
  await parts.jobs.enqueueRead(
    {
      id: reportId('event', [place.team, place.channel, message.ts]),
      way,
      asked: true,
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
}

/** The reading leaves a mention as `@U1`; ours is an address, not a part of the question. */
function withoutMention(text: string, userId: string): string {
  return text.replaceAll(`@${userId}`, ' ').trim();
}
