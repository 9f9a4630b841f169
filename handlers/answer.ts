import { UserError } from '../src/errors.js';
import type { AnswerPayload } from '../src/jobs/payloads.js';
import type { Post } from '../src/records/answers.js';
import { answerBlocks } from './blocks.js';
import { answerElsewhere, isResponseOnly, respondOnly } from './elsewhere.js';
import { fullReport, fullReportName } from './full-report.js';
import { joinPart } from './joined-part.js';
import type { OpenReport, ReportFile } from './open-report.js';
import type { Parts } from './parts.js';
import type { Readings } from './readings.js';
import { slackCode } from './slack-errors.js';
import { type View, viewOf } from './view.js';

/** Posts an answer once and edits it from then on, whatever is repeated, restarted or overtaken. */
export interface Answering {
  /** Shows the report as it is known now. `light`: only the progress changed. */
  show(id: string): Promise<void>;
  /** The `answer` job: notes how a collection ended, then shows. */
  answer(payload: AnswerPayload): Promise<void>;
}

type Needs = Pick<Parts, 'records' | 'engine' | 'jobs' | 'rights' | 'slack' | 'log' | 'respond'>;

export function openAnswering(parts: Needs, file: ReportFile, readings: Readings): Answering {
  // Two answers of one report take turns, whichever bots have them: the second edits what the first has posted.
  const show = (id: string): Promise<void> =>
    parts.records.turns.inTurn(`answer:${id}`, async () => {
      const view = await viewOf(id, { ...parts, file, readings });
      if (view === null) return parts.log.warn({ report: id }, 'nothing to show: the report expired');
      const post = await put(view, parts);
      if (view.shown.phase === 'full') await attach(view, post, parts);
    });

  return {
    show,
    async answer(payload) {
      const { waiter, end, collected, reason } = payload;
      if (!(await joinPart(payload, parts, file)))
        await file.end(waiter.report, { cluster: waiter.cluster, node: waiter.node }, { end, collected, reason });
      await show(waiter.report);
    },
  };
}

async function put(view: View, parts: Needs): Promise<Post> {
  const { report, shown } = view;
  const { id } = report.payload;
  const { text, blocks } = answerBlocks(shown);
  const claim = await parts.records.answers.claim(id);
  let post = claim.state === 'posted' ? claim.post : null;
  if (claim.state === 'unsure') post = await adopt(report, parts);
  if (post !== null && isResponseOnly(post)) {
    // Progress would use it up before the full answer comes.
    if (shown.phase === 'full') await respondOnly(report, { text, blocks }, parts);
    return post;
  }
  if (post !== null) {
    try {
      await parts.slack.edit({ channel: post.channel, thread: post.thread, text, blocks, report: id }, post.ts);
      return post;
    } catch (error) {
      // Somebody deleted our message: say it again.
      if (slackCode(error) !== 'message_not_found') throw error;
    }
  }
  const posted = await postAnew(report, { text, blocks }, parts);
  await parts.records.answers.posted(id, posted);
  return posted;
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
  const post = { channel, ts, thread };
  await parts.records.answers.posted(id, post);
  return post;
}

async function postAnew(
  report: OpenReport,
  message: Pick<ReturnType<typeof answerBlocks>, 'text' | 'blocks'>,
  parts: Needs,
): Promise<Post> {
  const { id, channel } = report.payload;
  const thread = threadOf(report);
  try {
    const posted = await parts.slack.post({ channel, thread, report: id, ...message });
    return { ...posted, thread };
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'channel-unreachable') throw error;
    return await answerElsewhere(report, message, error, parts);
  }
}

async function attach(view: View, post: Post, parts: Needs): Promise<void> {
  if (!answerBlocks(view.shown).needsFile || isResponseOnly(post)) return;
  const { id } = view.report.payload;
  const slot = `file-${view.mark}`;
  // Claimed but not noted: whoever had this turn died under it. A file twice is better than never.
  if ((await parts.records.answers.claim(id, slot)).state === 'posted') return;
  const content = fullReport(view.shown);
  try {
    await parts.slack.upload(post.channel, post.thread ?? post.ts, fullReportName(view.shown), content);
  } catch (error) {
    parts.log.warn({ err: error, report: id }, 'the full report could not be uploaded');
    await parts.slack.say(
      post.channel,
      'I could not upload the full report (scope `files:write`?).',
      post.thread ?? post.ts,
    );
  }
  await parts.records.answers.posted(id, post, slot);
}

/** Under which message an answer stands: the thread, else the message that asked; nothing for a command. */
function threadOf(report: OpenReport): string | undefined {
  return report.payload.thread ?? report.payload.message;
}
