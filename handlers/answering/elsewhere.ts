import { UserError } from '../../src/errors.js';
import type { Post } from '../../src/records/answers.js';
import type { SlackAnswer } from '../blocks.js';
import type { Parts } from '../parts.js';
import type { OpenReport } from '../reading/open-report.js';
import { needsInvitation } from '../slack/slack-errors.js';
import { askingWordsIn } from '../words/asking-words.js';

type Needs = Pick<Parts, 'slack' | 'respond'>;

/**
 * The place of an answer that stands in no channel: only its `response_url` knows it. It is shown twice at most (first and full), for Slack
 * takes five words there in thirty minutes; no file can hang on it.
 */
export const isResponseOnly = (post: Post): boolean => post.ts === '';

/**
 * The channel cannot be written to, and somebody asked: answers in a direct message and says so where it was asked, else through the
 * `response_url`, to the asker alone. Either way they learn how to invite the bot. Rejects with `error` where neither road is open.
 */
export async function answerElsewhere(
  report: OpenReport,
  message: Pick<SlackAnswer, 'text' | 'blocks'>,
  error: UserError,
  parts: Needs,
): Promise<Post> {
  const { id, channel, user, asked, responseUrl } = report.payload;
  if (user === undefined || !asked) throw error;
  const words = askingWordsIn(report.language);
  const advice = needsInvitation(error) ? words.inviteMe : `${error.next ?? ''}.`;
  try {
    // Slack opens the direct channel by itself when a user id is given.
    const posted = await parts.slack.post({ channel: user, report: id, ...message });
    await parts.slack.say(posted.channel, `${words.answeredHere(channel, error.message)} ${advice}`, posted.ts);
    if (responseUrl !== undefined)
      await parts.respond(responseUrl, { text: `${words.answeredThere(error.message)} ${advice}` });
    return posted;
  } catch (closed) {
    if (!(closed instanceof UserError) || responseUrl === undefined) throw error;
    if (!(await respondOnly(report, message, parts))) throw error;
    await parts.respond(responseUrl, { text: `${error.message}. ${advice}` });
    return { channel, ts: '' };
  }
}

/** Says the answer through the `response_url`. @returns false when Slack takes no more. */
export async function respondOnly(
  report: OpenReport,
  message: Pick<SlackAnswer, 'text' | 'blocks'>,
  parts: Needs,
): Promise<boolean> {
  const { responseUrl } = report.payload;
  return responseUrl !== undefined && (await parts.respond(responseUrl, message));
}
