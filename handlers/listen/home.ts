import { z } from 'zod';
import { toReason } from '../../src/errors.js';
import { homeDown, homeView } from '../home.js';
import type { Parts } from '../parts.js';

const opened = z.looseObject({ event: z.looseObject({ user: z.string(), tab: z.string().default('home') }) });

/** `app_home_opened`: drawn anew each time, for what it shows ages in seconds. */
export const onHome = (parts: Parts) => async (args: { readonly body: object }) => {
  const parsed = opened.safeParse(args.body);
  if (!parsed.success || parsed.data.event.tab !== 'home') return;
  const view = await homeView(parts).catch((error: unknown) => homeDown(toReason(error).text));
  await parts.slack.drawHome(parsed.data.event.user, view);
};
