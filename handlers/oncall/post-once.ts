import type { KnownBlock } from '@slack/types';
import type { Post } from '../../src/records/answers.js';
import { section } from '../blocks/fit.js';
import type { Parts } from '../parts.js';
import { slackCode } from '../slack/slack-errors.js';

export interface OnceMessage {
  /** Id of the report it belongs to, and what it is there: `page-1.0`. One message for each. */
  readonly report: string;
  readonly slot: string;
  readonly channel: string;
  readonly thread?: string;
  /** Calls people, so nothing goes before it. */
  readonly page?: boolean;
  /** Markup; nothing pasted. */
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** Posts a message that must stand once, whatever dies: claimed, posted, noted; a claim without a note is looked for in the thread. */
export async function postOnce(
  message: OnceMessage,
  { records, slack }: Pick<Parts, 'records' | 'slack'>,
): Promise<Post> {
  const { report, slot, channel, thread, text } = message;
  const mark = `${report}#${slot}`;
  return await records.turns.inTurn(mark, async () => {
    const claim = await records.answers.claim(report, slot);
    if (claim.state === 'posted') return claim.post;
    if (claim.state === 'unsure') {
      const ts = await slack.findAnswer(channel, thread, mark).catch((error: unknown) => {
        // Slack will not let us look: perhaps twice is better than perhaps never.
        if (slackCode(error) === '') throw error;
        return null;
      });
      if (ts !== null) {
        await records.answers.posted(report, { channel, ts, thread }, slot);
        return { channel, ts, thread };
      }
    }
    const blocks = message.blocks ?? [section(text)];
    const posted = {
      ...(await slack.post({ channel, thread, text, blocks, report: mark, page: message.page })),
      thread,
    };
    await records.answers.posted(report, posted, slot);
    return posted;
  });
}
