import { toReason } from '../../src/errors.js';
import { type Click, cancelClick, click, collectClick, type Desk, feedbackClick } from '../buttons.js';
import type { Parts } from '../parts.js';
import { messageShortcut, shortcut } from '../shortcut.js';
import { tell } from '../told.js';

interface ClickArgs {
  readonly body: object;
  readonly ack: () => Promise<void>;
}

/** *Collect from X*, *Collect again*. */
export const onCollect = (parts: Parts, desk: Desk) => clicked(parts, (body) => collectClick(body, parts, desk));

/** *Stop waiting for X*. */
export const onCancel = (parts: Parts, desk: Desk) => clicked(parts, (body) => cancelClick(body, parts, desk));

/** *This was right*, *This was wrong*. */
export const onFeedback = (right: boolean, parts: Parts, desk: Desk) =>
  clicked(parts, (body) => feedbackClick(body, right, parts, desk));

/** "Diagnose this message". A shortcut's acknowledgement carries no words, so a failure is told beside it. */
export const onShortcut = (parts: Parts) => async (args: ClickArgs) => {
  const body = messageShortcut.parse(args.body);
  try {
    await shortcut(body, parts);
  } catch (error) {
    await tell(
      { channel: body.channel.id, user: body.user.id, thread: body.message.thread_ts },
      body.user.id,
      toReason(error).text,
      parts,
    );
  }
  await args.ack();
};

// Storing comes before the acknowledgement, but a click must be acknowledged within three seconds whatever storing takes.
const ACK_WITHIN_MS = 2000;

function clicked(parts: Parts, work: (body: Click) => Promise<string | undefined>) {
  return async (args: ClickArgs) => {
    const body = click.parse(args.body);
    const thread = body.message?.thread_ts ?? body.message?.ts;
    const timer = setTimeout(() => void args.ack().catch(() => {}), ACK_WITHIN_MS);
    let said: string | undefined;
    try {
      said = await work(body);
    } catch (error) {
      parts.log.warn({ err: error }, 'click not done');
      said = toReason(error).text;
    } finally {
      clearTimeout(timer);
    }
    await args.ack();
    if (said !== undefined)
      await tell({ channel: body.channel.id, user: body.user.id, thread }, body.user.id, said, parts);
  };
}
