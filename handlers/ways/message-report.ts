import { reportId } from '../../src/jobs/ids.js';
import type { ReadInput, SlackFile } from '../../src/jobs/payloads.js';
import { filesOf } from '../text/message-files.js';
import type { SlackMessage } from '../text/message-text.js';

/** Where a message event came from. */
export interface Place {
  readonly team: string;
  readonly channel: string;
}

/** What every report made of a message has: the id Slack's redeliveries share, where it stands, who wrote it, its files. */
export function messageReport(
  message: SlackMessage,
  place: Place,
): Omit<ReadInput, 'text' | 'way' | 'asked' | 'at' | 'files'> & { readonly files: SlackFile[] } {
  return {
    id: reportId('event', [place.team, place.channel, message.ts]),
    team: place.team,
    channel: place.channel,
    thread: message.thread_ts,
    message: message.ts,
    user: message.user,
    files: [...filesOf(message)],
  };
}
