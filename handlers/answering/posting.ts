import { toReason, UserError } from '../../src/errors.js';
import type { Post } from '../../src/records/answers.js';
import type { SlackAnswer } from '../blocks.js';
import type { Parts } from '../parts.js';
import type { OpenReport } from '../reading/open-report.js';
import { isSlackTrouble, isUnreachable, slackCode } from '../slack/slack-errors.js';
import { filesOf } from '../text/message-files.js';
import { noteWordsIn } from '../words/note-words.js';
import { answerElsewhere, isResponseOnly, respondOnly } from './elsewhere.js';

type Needs = Pick<Parts, 'records' | 'slack' | 'log' | 'respond' | 'sleep'>;
type Message = Pick<SlackAnswer, 'text' | 'blocks'>;

/**
 * The one message of a report: posted the first time, edited ever after. To be called in the report's turn.
 * @param full false while more is to come: where a message can be shown only twice, that is not worth one of them
 */
export async function postOrEdit(
  report: OpenReport,
  { text, blocks }: Message,
  full: boolean,
  parts: Needs,
): Promise<Post> {
  const { id } = report.payload;
  const claim = await parts.records.answers.claim(id);
  let post = claim.state === 'posted' ? claim.post : null;
  if (claim.state === 'unsure') post = await adopt(report, parts);
  if (post !== null && isResponseOnly(post)) {
    // Progress would use it up before the full answer comes.
    if (full) await respondOnly(report, { text, blocks }, parts);
    return post;
  }
  if (post !== null) {
    try {
      await parts.slack.edit({ channel: post.channel, thread: post.thread, text, blocks, report: id }, post.ts);
      return post;
    } catch (error) {
      // The whole answer goes elsewhere, progress goes nowhere.
      if (isUnreachable(error))
        return full ? await noted(id, await answerElsewhere(report, { text, blocks }, error, parts), parts) : post;
      // Somebody deleted our message: say it again.
      if (slackCode(error) !== 'message_not_found') throw error;
    }
  }
  return await noted(id, await postAnew(report, { text, blocks }, parts), parts);
}

async function noted(id: string, post: Post, parts: Needs): Promise<Post> {
  await parts.records.answers.posted(id, post);
  return post;
}

/** We may have posted and died before noting it: the thread itself knows, by the metadata of our message. */
async function adopt(report: OpenReport, parts: Needs): Promise<Post | null> {
  const { id, channel } = report.payload;
  const thread = threadOf(report);
  const ts = await parts.slack.findAnswer(channel, thread, id).catch((error: unknown) => {
    // Slack will not let us look (no member, no scope): perhaps twice is better than perhaps never.
    if (slackCode(error) === '') throw error;
    return null;
  });
  if (ts === null) return null;
  return await noted(id, { channel, ts, thread }, parts);
}

async function postAnew(report: OpenReport, message: Message, parts: Needs): Promise<Post> {
  const { id, channel } = report.payload;
  const thread = threadOf(report);
  try {
    const posted = await parts.slack.post({ channel, thread, report: id, ...message });
    return { ...posted, thread };
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return await answerElsewhere(report, message, error, parts);
  }
}

/** Puts a file under the message of a report, once for each slot. */
export async function attach(
  report: OpenReport,
  post: Post,
  { slot, name, content }: { readonly slot: string; readonly name: string; readonly content: string },
  parts: Needs,
): Promise<void> {
  if (isResponseOnly(post)) return;
  const { id } = report.payload;
  const thread = post.thread ?? post.ts;
  const place = { channel: post.channel, thread };
  const { state } = await parts.records.answers.claim(id, slot);
  if (state === 'posted' || (state === 'unsure' && (await fileStands(place, name, content, parts)))) return;
  try {
    await uploaded(() => parts.slack.upload(post.channel, thread, name, content), parts);
  } catch (error) {
    parts.log.warn({ err: error, report: id }, 'the full report could not be uploaded');
    const code = slackCode(error);
    const why = error instanceof UserError ? toReason(error).text : code && `\`${code}\`.`;
    // Where nothing can be said either, the answer stands all the same.
    await parts.slack.say(post.channel, noteWordsIn(report.language).noFile(why), thread).catch(() => {});
  }
  await parts.records.answers.posted(id, post, slot);
}

/** Claimed but not noted: whoever had this turn died before or after uploading, and the thread knows. */
export async function fileStands(
  { channel, thread }: { readonly channel: string; readonly thread: string },
  name: string,
  content: string,
  { slack }: Pick<Needs, 'slack'>,
): Promise<boolean> {
  // Where the thread cannot be read: a file twice is better than never.
  const { messages } = await slack.thread(channel, thread).catch(() => ({ messages: [] }));
  const size = Buffer.byteLength(content);
  return messages.some((message) => filesOf(message).some((file) => file.name === name && file.size === size));
}

/** Waits between tries of a file, milliseconds: Slack in trouble is often well again in a moment. */
const FILE_AGAIN_MS = [1000, 4000] as const;

/** Again after a while, unless Slack said what it has against it. */
async function uploaded(upload: () => Promise<void>, { sleep }: Pick<Needs, 'sleep'>): Promise<void> {
  for (const wait of FILE_AGAIN_MS) {
    try {
      return await upload();
    } catch (error) {
      if (error instanceof UserError || (slackCode(error) !== '' && !isSlackTrouble(error))) throw error;
      await sleep(wait);
    }
  }
  await upload();
}

/** Under which message an answer stands: the thread, else the message that asked; nothing for a command. */
function threadOf(report: OpenReport): string | undefined {
  return report.payload.thread ?? report.payload.message;
}
