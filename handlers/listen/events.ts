import { z } from 'zod';
import type { Parts } from '../parts.js';
import { slackMessage } from '../text/message-text.js';
import { directMessage } from '../ways/direct-message.js';
import { editedAlert } from '../ways/edited-alert.js';
import { mention } from '../ways/mention.js';
import { pastedError } from '../ways/pasted-error.js';
import { toldOrDone } from '../ways/told.js';

/** What Bolt hands to the listener of an event. */
export interface EventArgs {
  readonly body: object;
  readonly context: { readonly retryNum?: number };
}

const envelope = z.looseObject({
  team_id: z.string().default(''),
  event: slackMessage.extend({ channel: z.string(), channel_type: z.string().optional() }),
});

/** `message`: direct ones are questions, all others go through the gate. */
export const onMessage = (parts: Parts) => async (args: EventArgs) => {
  const parsed = envelope.safeParse(args.body);
  // Deletions and joins have other shapes: nobody asked anything.
  if (!parsed.success) return;
  const { team_id: team, event } = parsed.data;
  const place = { team, channel: event.channel };
  if (event.subtype === 'message_changed') {
    await editedAlert(event, place, parts);
    return;
  }
  if (event.channel_type !== 'im') {
    await pastedError(event, place, parts);
    return;
  }
  const asked = { channel: event.channel, user: event.user, thread: event.thread_ts };
  await toldOrDone(asked, isFirst(args), parts, () => directMessage(event, place, parts));
};

/** `app_mention`: always answered. */
export const onMention = (parts: Parts) => async (args: EventArgs) => {
  const parsed = envelope.safeParse(args.body);
  if (!parsed.success) return;
  const { team_id: team, event } = parsed.data;
  const asked = { channel: event.channel, user: event.user, thread: event.thread_ts };
  await toldOrDone(asked, isFirst(args), parts, () => mention(event, { team, channel: event.channel }, parts));
};

function isFirst({ context }: EventArgs): boolean {
  return (context.retryNum ?? 0) === 0;
}
