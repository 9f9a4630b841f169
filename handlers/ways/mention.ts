import type { Parts } from '../parts.js';
import { replyLanguage } from '../reading/reply-language.js';
import { messageText, type SlackMessage } from '../text/message-text.js';
import { askingWordsIn } from '../words/asking-words.js';
import { selectorsIn } from './diagnose-command.js';
import { messageReport, type Place } from './message-report.js';
import { isAnswer } from './pasted-error.js';

type Needs = Pick<Parts, 'self' | 'slack' | 'jobs' | 'now' | 'localeOf' | 'sleep'>;

/** Somebody asked: by mention, or in a direct message. Always answered, with the whole thread read. */
export async function mention(
  message: SlackMessage,
  place: Place,
  parts: Needs,
  way: 'mention' | 'direct' = 'mention',
): Promise<void> {
  if (isAnswer(message, parts.self) || message.bot_id !== undefined) return;
  const text = withoutMention(messageText(message), parts.self.userId);
  const report = messageReport(message, place);
  const alone = message.thread_ts === undefined && report.files.length === 0;
  if (alone && (text === '' || /^(?:help|帮助)[.!?？。]?$/i.test(text))) {
    const language = await replyLanguage(text, message.user, parts);
    await parts.slack.say(place.channel, askingWordsIn(language).help, message.ts);
    return;
  }
  // Where no slash command can be typed, in a thread above all, the same words ask for a sweep.
  const names = [...selectorsIn(text.replace(/^(?:\/?diagnose|诊断|巡检)\s+/i, '').split(/[\s,]+/))];
  const extra: Record<string, string> = ESCALATE.test(text) && message.thread_ts !== undefined ? { escalate: '1' } : {};
  await parts.jobs.enqueueRead(
    { ...report, way, asked: true, at: parts.now(), extra, names },
    names.length > 0 ? '' : text,
  );
}

/** "@plegmatic escalate" in a thread: what was answered there is escalated. */
const ESCALATE = /^(?:please\s+)?(?:escalate\b|升级)/i;

/** The reading leaves a mention as `@U1`; ours is an address, not a part of the question. */
function withoutMention(text: string, userId: string): string {
  return text.replaceAll(`@${userId}`, ' ').trim();
}
