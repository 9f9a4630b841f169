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

type Needs = Pick<Parts, 'records' | 'slack'>;

/** By which another Plegmatic knows a message without buttons for one of us. */
const OWN_BLOCK = 'plegmatic.note';

const markOf = ({ report, slot }: Pick<OnceMessage, 'report' | 'slot'>): string => `${report}#${slot}`;

/** Posts a message that must stand once, whatever dies: claimed, posted, noted; a claim without a note is looked for in the thread. */
export async function postOnce(message: OnceMessage, parts: Needs): Promise<Post> {
  const { report, slot, channel, thread, text } = message;
  const { records, slack } = parts;
  const mark = markOf(message);
  return await records.turns.inTurn(mark, async () => {
    const there = await standing(message, parts);
    if (there !== null) return there;
    const blocks = message.blocks ?? [{ ...section(text), block_id: OWN_BLOCK }];
    const posted = {
      ...(await slack.post({ channel, thread, text, blocks, report: mark, page: message.page })),
      thread,
    };
    await records.answers.posted(report, posted, slot);
    return posted;
  });
}

/** Where such a message stands already: whoever posted it may have died before saying so. Null: it was never posted. Claims it. */
export async function standing(
  { report, slot, channel, thread }: Pick<OnceMessage, 'report' | 'slot' | 'channel' | 'thread'>,
  { records, slack }: Needs,
): Promise<Post | null> {
  const claim = await records.answers.claim(report, slot);
  if (claim.state === 'posted') return claim.post;
  if (claim.state === 'new') return null;
  const ts = await slack.findAnswer(channel, thread, markOf({ report, slot })).catch((error: unknown) => {
    // Slack will not let us look: perhaps twice is better than perhaps never.
    if (slackCode(error) === '') throw error;
    return null;
  });
  if (ts === null) return null;
  await records.answers.posted(report, { channel, ts, thread }, slot);
  return { channel, ts, thread };
}
