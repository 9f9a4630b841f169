import { toReason } from '../../src/errors.js';
import { prose } from '../blocks/mrkdwn.js';
import type { Parts } from '../parts.js';

type Needs = Pick<Parts, 'slack' | 'log'>;

/** Why something did not happen, as Slack's markup: names of files and nodes in it were typed by somebody. */
export const reasonOf = (error: unknown): string => prose(toReason(error).text);

/** Who asked, and where. */
export interface Asked {
  readonly channel: string;
  readonly user: string | undefined;
  readonly thread?: string;
}

/**
 * Runs what somebody asked for; if it fails, tells them alone why and what next, then rejects with the same error. Telling goes through
 * Slack only, so it works while the queue is down. Not repeated when Slack delivers the same event again.
 */
export async function toldOrDone(
  asked: Asked,
  firstDelivery: boolean,
  parts: Needs,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (firstDelivery && asked.user !== undefined) await tell(asked, asked.user, reasonOf(error), parts);
    throw error;
  }
}

/** A sentence (in Slack's markup) for one person: ephemeral in the channel, else a direct message. Never rejects. */
export async function tell(asked: Asked, user: string, text: string, parts: Needs): Promise<void> {
  try {
    await parts.slack.whisper(asked.channel, user, text, asked.thread);
  } catch {
    try {
      await parts.slack.say(user, text);
    } catch (error) {
      parts.log.warn({ err: error, user }, 'could not tell why nothing happened');
    }
  }
}
