import { z } from 'zod';
import { toReason } from '../../src/errors.js';
import type { Desk } from '../answering/buttons.js';
import { homeDown, homeView } from '../home/home.js';
import type { CaseAction } from '../oncall/case-buttons.js';
import { caseClick } from '../oncall/case-clicks.js';
import { findCase } from '../oncall/case-of.js';
import type { Parts } from '../parts.js';
import { beforeAck } from './before-ack.js';

const opened = z.looseObject({ event: z.looseObject({ user: z.string(), tab: z.string().default('home') }) });

/** `app_home_opened`: drawn anew each time, for what it shows ages in seconds. */
export const onHome = (parts: Parts) => async (args: { readonly body: object }) => {
  const parsed = opened.safeParse(args.body);
  if (!parsed.success || parsed.data.event.tab !== 'home') return;
  await draw(parsed.data.event.user, parts);
};

const pressed = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  trigger_id: z.string().default(''),
  actions: z.array(z.looseObject({ action_id: z.string(), value: z.string() })).min(1),
});
const value = z.object({ report: z.string().max(200) });

/** A case's button in the Home tab: as in the thread, and the tab is drawn again. */
export const onHomeCase =
  (action: CaseAction, parts: Parts, desk: Desk) =>
  async (args: { readonly body: object; readonly ack: () => Promise<void> }) => {
    const body = pressed.parse(args.body);
    const { report } = value.parse(JSON.parse(body.actions[0]?.value ?? '{}'));
    const work = async (): Promise<string | undefined> => {
      const found = await findCase(report, parts);
      const clicked = { ...body, channel: { id: found?.channel ?? '' } };
      return await caseClick(action, clicked, body.trigger_id, parts, desk);
    };
    const done = work().catch((error: unknown) => {
      parts.log.warn({ err: error }, 'click not done');
      return toReason(error).text;
    });
    const { said, acknowledged } = await beforeAck(args.ack, done);
    if (!acknowledged) await args.ack();
    if (said !== undefined) await parts.slack.say(body.user.id, said);
    await draw(body.user.id, parts);
  };

async function draw(user: string, parts: Parts): Promise<void> {
  const view = await homeView(user, parts).catch((error: unknown) => homeDown(toReason(error).text));
  await parts.slack.drawHome(user, view);
}
