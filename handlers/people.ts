import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { Self } from './parts.js';

/** What Slack says about people and channels, remembered for a while: users.info and conversations.info are rate limited. */
export interface People {
  isGuest(user: string): Promise<boolean | null>;
  isShared(channel: string): Promise<boolean | null>;
}

const user = z.looseObject({
  user: z.looseObject({
    team_id: z.string().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
  }),
});
const channel = z.looseObject({
  channel: z.looseObject({ is_ext_shared: z.boolean().optional(), is_im: z.boolean().optional() }),
});
// A guest who becomes a member waits this long; a right is not an emergency.
const KEEP_MS = 10 * 60_000;

export function openPeople(token: string, options: WebClientOptions, teamId: string, nowMs: () => number): People {
  const client = new WebClient(token, { ...options, rejectRateLimitedCalls: false });
  const kept = new Map<string, { readonly at: number; readonly value: boolean }>();
  const remember = async (key: string, ask: () => Promise<boolean>): Promise<boolean | null> => {
    const known = kept.get(key);
    if (known && nowMs() - known.at < KEEP_MS) return known.value;
    try {
      const value = await ask();
      kept.set(key, { at: nowMs(), value });
      return value;
    } catch {
      return null;
    }
  };
  return {
    isGuest: (id) =>
      remember(`user ${id}`, async () => {
        const { user: who } = user.parse(await client.users.info({ user: id }));
        const elsewhere =
          who.is_stranger === true || (who.team_id !== undefined && teamId !== '' && who.team_id !== teamId);
        return who.is_restricted === true || who.is_ultra_restricted === true || elsewhere;
      }),
    isShared: (id) =>
      remember(`channel ${id}`, async () => {
        const { channel: where } = channel.parse(await client.conversations.info({ channel: id }));
        return where.is_ext_shared === true;
      }),
  };
}

/** Who the bot token belongs to. Rejects with Slack's own error when the token is wrong. */
export async function whoAmI(token: string, options: WebClientOptions): Promise<Self> {
  const said = await new WebClient(token, { ...options, rejectRateLimitedCalls: false }).auth.test();
  return { userId: said.user_id ?? '', botId: said.bot_id ?? '', teamId: said.team_id ?? '' };
}
