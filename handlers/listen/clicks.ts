import {
  type Click,
  cancelClick,
  click,
  collectClick,
  type Desk,
  feedbackClick,
  targetOf,
} from '../answering/buttons.js';
import { nextClick } from '../answering/next-check.js';
import { peelAsked, peelClick, peelSent } from '../answering/peel.js';
import type { Parts } from '../parts.js';
import { messageShortcut, shortcut } from '../ways/shortcut.js';
import { reasonOf, tell } from '../ways/told.js';
import { beforeAck } from './before-ack.js';

export interface ClickArgs {
  readonly body: object;
  readonly ack: () => Promise<void>;
}

/** *Collect from X*, *Collect again*. */
export const onCollect = (parts: Parts, desk: Desk) => clicked(parts, (body) => collectClick(body, parts, desk));

/** *Stop waiting for X*. */
export const onCancel = (parts: Parts, desk: Desk) => clicked(parts, (body) => cancelClick(body, parts, desk));

/** *Run X on NODE*. */
export const onNext = (parts: Parts, desk: Desk) => clicked(parts, (body) => nextClick(body, parts, desk));

/** *Peel the layers*: the dialog, and what it is sent back with. */
export const onPeel = (parts: Parts, desk: Desk) => clicked(parts, (body) => peelClick(body, parts, desk));

export const onPeelSent = (parts: Parts, desk: Desk) => async (args: ClickArgs) => {
  const sent = peelSent.parse(args.body);
  const done = peelAsked(sent, parts, desk).then(
    ({ said }) => said,
    (error: unknown) => {
      parts.log.warn({ err: error }, 'dialog not taken');
      return reasonOf(error);
    },
  );
  const { said, acknowledged } = await beforeAck(args.ack, done);
  if (!acknowledged) await args.ack();
  if (said !== undefined)
    await tell({ channel: sent.view.private_metadata.channel, user: sent.user.id }, sent.user.id, said, parts);
};

/** *Stop the sweep*. */
export const onFleetStop = (parts: Parts, desk: Desk) =>
  clicked(parts, (body) => desk.sweeps.stop(targetOf(body).report, { user: body.user.id, channel: body.channel.id }));

/** *This was right*, *This was wrong*. */
export const onFeedback = (right: boolean, parts: Parts, desk: Desk) =>
  clicked(parts, (body) => feedbackClick(body, right, parts, desk));

/** "Diagnose this message". A shortcut's acknowledgement carries no words, so a failure is told beside it. */
export const onShortcut =
  (parts: Parts, extra: { readonly escalate?: '1' } = {}) =>
  async (args: ClickArgs) => {
    const body = messageShortcut.parse(args.body);
    try {
      await shortcut(body, parts, extra);
    } catch (error) {
      await tell(
        { channel: body.channel.id, user: body.user.id, thread: body.message.thread_ts },
        body.user.id,
        reasonOf(error),
        parts,
      );
    }
    await args.ack();
  };

/** Does what a button asks, acknowledged in time; what went wrong is told to whoever pressed. */
export function clicked(parts: Parts, work: (body: Click) => Promise<string | undefined>) {
  return async (args: ClickArgs) => {
    const body = click.parse(args.body);
    const thread = body.message?.thread_ts ?? body.message?.ts;
    const done = work(body).catch((error: unknown) => {
      parts.log.warn({ err: error }, 'click not done');
      return reasonOf(error);
    });
    const { said, acknowledged } = await beforeAck(args.ack, done);
    if (!acknowledged) await args.ack();
    if (said !== undefined)
      await tell({ channel: body.channel.id, user: body.user.id, thread }, body.user.id, said, parts);
  };
}
