import type { Args } from '../args.js';
import { findMessage } from '../messages.js';
import type { Channel, Json, Message } from '../model.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import { joinedChannel, type Methods, page, scopeByKind, shown, visibleChannel } from './method.js';

function listed(messages: readonly Message[], args: Args, usual: number, most: number): Json {
  const { items, next } = page(messages, args, usual, most);
  return {
    messages: items.map((message) => shown(message, args.flag('include_all_metadata'))),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

/** Keeps what lies between `oldest` and `latest`, both outside unless `inclusive`. */
function between(messages: readonly Message[], args: Args): Message[] {
  const oldest = args.text('oldest') ?? '0';
  const latest = args.text('latest') ?? '9999999999.999999';
  const inclusive = args.flag('inclusive');
  return messages.filter(
    ({ ts }) =>
      (Number(ts) > Number(oldest) && Number(ts) < Number(latest)) || (inclusive && (ts === oldest || ts === latest)),
  );
}

function replies(args: Args, world: World): Json {
  const channel = joinedChannel(args, world);
  const ts = args.required('ts');
  const root = findMessage(channel, ts);
  if (!root) throw new Refusal('thread_not_found');
  const rest = channel.messages.filter((m) => m.thread_ts === ts && m.ts !== ts && !m.is_ephemeral);
  return listed([root, ...between(rest, args)], args, 1000, 1000);
}

function history(args: Args, world: World): Json {
  const channel = joinedChannel(args, world);
  const top = channel.messages.filter(
    (m) => !m.is_ephemeral && (!m.thread_ts || m.thread_ts === m.ts || m.subtype === 'thread_broadcast'),
  );
  return listed(between(top, args).reverse(), args, 100, 999);
}

const described = (channel: Channel, world: World): Json => ({
  id: channel.id,
  name: channel.kind === 'im' ? undefined : channel.name,
  is_channel: channel.kind === 'public',
  is_group: false,
  is_im: channel.kind === 'im',
  is_private: channel.kind !== 'public',
  is_archived: channel.is_archived,
  is_ext_shared: channel.is_ext_shared,
  is_shared: channel.is_ext_shared,
  is_general: false,
  is_member: channel.members.has(world.app.userId),
  created: channel.created,
  topic: { value: channel.topic, creator: '', last_set: 0 },
  num_members: channel.members.size,
  ...(channel.kind === 'im' && { user: [...channel.members].find((id) => id !== world.app.userId) }),
});

function list(args: Args, world: World): Json {
  const types = (args.text('types') ?? 'public_channel').split(',');
  const kinds = { public: 'public_channel', private: 'private_channel', im: 'im' } as const;
  const all = [...world.workspace.channels.values()].filter(
    (c) =>
      types.includes(kinds[c.kind]) &&
      (c.kind === 'public' || c.members.has(world.app.userId)) &&
      !(args.flag('exclude_archived') && c.is_archived),
  );
  const { items, next } = page(all, args, 100, 1000);
  return { channels: items.map((c) => described(c, world)), response_metadata: { next_cursor: next } };
}

function members(args: Args, world: World): Json {
  const { items, next } = page([...visibleChannel(args, world).members], args, 100, 1000);
  return { members: items, response_metadata: { next_cursor: next } };
}

function open(args: Args, world: World): Json {
  const users = args.required('users').split(',');
  if (users.length !== 1) throw new Refusal('method_not_supported_for_channel_type');
  const user = world.workspace.users.get(users[0] ?? '');
  if (!user) throw new Refusal('user_not_found');
  return { channel: { id: world.workspace.im(world.app.userId, user.id).id } };
}

function join(args: Args, world: World): Json {
  const channel = visibleChannel(args, world);
  if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
  if (channel.is_archived) throw new Refusal('is_archived');
  world.workspace.join(channel, world.app.userId);
  return { channel: described(channel, world) };
}

export const conversations: Methods = {
  'conversations.replies': { tier: 3, scope: scopeByKind('history'), run: replies },
  'conversations.history': { tier: 3, scope: scopeByKind('history'), run: history },
  'conversations.info': {
    tier: 3,
    scope: scopeByKind('read'),
    run: (args, world) => ({ channel: described(visibleChannel(args, world), world) }),
  },
  'conversations.members': { tier: 4, scope: scopeByKind('read'), run: members },
  'conversations.list': { tier: 2, scope: 'channels:read', run: list },
  'conversations.open': { tier: 3, scope: 'im:write', run: open },
  'conversations.join': { tier: 3, scope: 'channels:join', run: join },
};
