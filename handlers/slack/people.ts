import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { BotLog } from '../bot-log.js';
import type { Self } from '../parts.js';
import { quietLogger } from './quiet-logger.js';
import { isSlackTrouble } from './slack-errors.js';

/** What Slack says about people and channels, remembered for a while: users.info, conversations.info and usergroups.users.list are rate limited. */
export interface People {
  isGuest(user: string): Promise<boolean | null>;
  /** As in `zh-CN`; null where Slack does not say. */
  localeOf(user: string): Promise<string | null>;
  isShared(channel: string): Promise<boolean | null>;
  /** What people call a person (`@Maya`) or a channel (`#ops`); null where Slack does not say. */
  nameOf(id: string): Promise<string | null>;
  /** What Slack answered last, when that was no answer because it is in trouble; undefined once it answers again. */
  trouble(): unknown;
  /** Members of a Slack user group; null where Slack does not say (scope `usergroups:read`, or no such group). */
  membersOf(group: string): Promise<readonly string[] | null>;
}

const user = z.looseObject({
  user: z.looseObject({
    team_id: z.string().optional(),
    locale: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
  }),
});
const channel = z.looseObject({
  channel: z.looseObject({ name: z.string().optional(), is_ext_shared: z.boolean().optional() }),
});
const members = z.looseObject({ users: z.array(z.string()).default([]) });
// A guest who becomes a member waits this long; a right is not an emergency.
const KEEP_MS = 10 * 60_000;
// Not knowing somebody means refusing them: a moment of trouble at Slack is waited out.
const PATIENT: WebClientOptions = { timeout: 2500, retryConfig: { retries: 3, minTimeout: 300, maxTimeout: 3000 } };

export function openPeople(token: string, options: WebClientOptions, teamId: string, nowMs: () => number): People {
  const client = new WebClient(token, { ...options, ...PATIENT, rejectRateLimitedCalls: false });
  let trouble: unknown;
  const heard = (error?: unknown): void => {
    trouble = isSlackTrouble(error) ? error : undefined;
  };
  const who = remembered(nowMs, heard, async (id) => {
    const { user: them } = user.parse(await client.users.info({ user: id, include_locale: true }));
    const elsewhere =
      them.is_stranger === true || (them.team_id !== undefined && teamId !== '' && them.team_id !== teamId);
    const guest = them.is_restricted === true || them.is_ultra_restricted === true || elsewhere;
    return { guest, locale: them.locale ?? null, name: them.real_name ?? them.name };
  });
  const places = remembered(nowMs, heard, async (id) => {
    const { channel: where } = channel.parse(await client.conversations.info({ channel: id }));
    return { shared: where.is_ext_shared === true, name: where.name };
  });
  const inGroup = remembered(nowMs, heard, async (id) => {
    return members.parse(await client.usergroups.users.list({ usergroup: id })).users;
  });
  return {
    membersOf: inGroup,
    trouble: () => trouble,
    isGuest: async (id) => (await who(id))?.guest ?? null,
    localeOf: async (id) => (await who(id))?.locale ?? null,
    isShared: async (id) => (await places(id))?.shared ?? null,
    async nameOf(id) {
      const person = /^[UW]/.test(id);
      const name = person ? (await who(id))?.name : (await places(id))?.name;
      return name === undefined ? null : `${person ? '@' : '#'}${name}`;
    },
  };
}

/** Asks once in a while; null where Slack does not say, and then the next asking tries again. */
function remembered<T>(
  nowMs: () => number,
  heard: (error?: unknown) => void,
  ask: (id: string) => Promise<T>,
): (id: string) => Promise<T | null> {
  const kept = new Map<string, { readonly at: number; readonly value: T }>();
  return async (id) => {
    const known = kept.get(id);
    if (known && nowMs() - known.at < KEEP_MS) return known.value;
    try {
      const value = await ask(id);
      kept.set(id, { at: nowMs(), value });
      heard();
      return value;
    } catch (error) {
      heard(error);
      return null;
    }
  };
}

/** Who the bot token belongs to. Rejects with Slack's own error when the token is wrong. */
export async function whoAmI(token: string, options: WebClientOptions, log: BotLog): Promise<Self> {
  const client = new WebClient(token, { ...options, logger: quietLogger(log), rejectRateLimitedCalls: false });
  const said = await client.auth.test();
  return {
    userId: said.user_id ?? '',
    botId: said.bot_id ?? '',
    teamId: said.team_id ?? '',
    url: said.url ?? 'https://slack.com/',
  };
}
