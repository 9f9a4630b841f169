import type { Args } from '../args.js';
import { findMessage } from '../messages.js';
import type { Channel, Json, Message } from '../model.js';
import type { Tier } from '../rate-limits.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';

/** One Web API method: who may call it, how often, and what it does. */
export type Method = {
  readonly tier: Tier;
  /** The scope it needs; a function where that depends on the kind of the channel. */
  readonly scope?: string | ((args: Args, world: World) => string | undefined);
  /** `app` for app-level tokens; else a bot token. */
  readonly token?: 'app';
  readonly run: (args: Args, world: World) => Json;
};

export type Methods = Readonly<Record<string, Method>>;

/** The channel an argument names, as far as the bot can know of it: a foreign private one does not exist for it. */
export function visibleChannel(args: Args, world: World, name = 'channel'): Channel {
  const given = args.text(name);
  if (!given)
    throw new Refusal('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    });
  const channel = world.workspace.channels.get(given);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(world.app.userId)))
    throw new Refusal('channel_not_found');
  return channel;
}

/** As above, and the bot is a member. */
export function joinedChannel(args: Args, world: World): Channel {
  const channel = visibleChannel(args, world);
  if (!channel.members.has(world.app.userId)) throw new Refusal('not_in_channel');
  return channel;
}

/** `channels:history` for a public channel, `groups:history` for a private one, `im:history` for a direct one. */
export const scopeByKind =
  (verb: 'history' | 'read') =>
  (args: Args, world: World): string => {
    const kind = world.workspace.channels.get(args.text('channel') ?? '')?.kind ?? 'public';
    return `${{ public: 'channels', private: 'groups', im: 'im' }[kind]}:${verb}`;
  };

/** A message as the Web API shows it: without what only the simulator knows, metadata only when asked for. */
export function shown(message: Message, withMetadata = true): Json {
  const { seen_by: _, metadata, ...rest } = message;
  return withMetadata && metadata ? { ...rest, metadata } : rest;
}

/** The message of this channel at `ts`, or `message_not_found`. */
export function existing(channel: Channel, ts: string): Message {
  const message = findMessage(channel, ts);
  if (!message) throw new Refusal('message_not_found');
  return message;
}

/** One page of a list by `cursor` and `limit`; `most` is the method's largest limit. */
export function page<T>(all: readonly T[], args: Args, usual: number, most: number): { items: T[]; next: string } {
  const limit = args.number('limit') ?? usual;
  if (limit < 1 || limit > most) throw new Refusal('invalid_limit');
  const cursor = args.text('cursor');
  const from = cursor ? Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? 'bad') : 0;
  if (Number.isNaN(from)) throw new Refusal('invalid_cursor');
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}
