import type { Args } from '../args.js';
import { edit, findMessage, post, remove } from '../messages.js';
import type { Channel, Json } from '../model.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import { MOST_TEXT, present, readContent } from './content.js';
import { existing, joinedChannel, type Methods, shown, visibleChannel } from './method.js';

/** chat.update: "The text field cannot exceed 4,000 characters" (method page, `msg_too_long`). */
const MOST_UPDATE_TEXT = 4000;

/** Where a post goes: a channel by id or name, or a person's direct conversation. */
function target(args: Args, world: World): Channel {
  const given = args.text('channel');
  if (!given) throw new Refusal('channel_not_found');
  const { workspace, app } = world;
  if (workspace.users.has(given)) return workspace.im(app.userId, given);
  const channel = workspace.channelNamed(given);
  if (!channel || (channel.kind !== 'public' && !channel.members.has(app.userId)))
    throw new Refusal('channel_not_found');
  if (channel.is_archived) throw new Refusal('is_archived');
  if (!channel.members.has(app.userId) && !world.app.scopes.has('chat:write.public'))
    throw new Refusal('not_in_channel');
  return channel;
}

/** A thread must exist, and be named by its root. */
function thread(args: Args, channel: Channel): string | undefined {
  const ts = args.text('thread_ts');
  if (!ts) return undefined;
  const root = findMessage(channel, ts);
  if (!root) throw new Refusal('thread_not_found');
  if (root.thread_ts && root.thread_ts !== root.ts) throw new Refusal('cannot_reply_to_message');
  return ts;
}

function postMessage(args: Args, world: World): Json {
  const channel = target(args, world);
  world.rates.spend('chat.postMessage', 'post', channel.id);
  const content = readContent(args, world);
  const cut = content.text.length > MOST_TEXT;
  const thread_ts = thread(args, channel);
  const message = post(
    world.workspace,
    channel,
    present({
      ...content,
      text: content.text.slice(0, MOST_TEXT),
      user: world.app.userId,
      bot_id: world.app.botId,
      app_id: world.app.id,
      thread_ts,
      ...(args.flag('reply_broadcast') && thread_ts && { subtype: 'thread_broadcast' }),
    }),
  );
  const warned = cut && { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } };
  return { channel: channel.id, ts: message.ts, message: shown(message), ...warned };
}

function update(args: Args, world: World): Json {
  const channel = joinedChannel(args, world);
  const message = existing(channel, args.required('ts'));
  if (message.bot_id !== world.app.botId) throw new Refusal('cant_update_message');
  // The method's page says that nothing is edited in a frozen channel; that an archived one is frozen is a guess.
  if (channel.is_archived) throw new Refusal('is_inactive');
  const content = readContent(args, world);
  if (content.text.length > MOST_UPDATE_TEXT) throw new Refusal('msg_too_long');
  const { metadata, ...rest } = content;
  const edited = { user: world.app.userId, ts: world.workspace.stamp() };
  edit(world.workspace, channel, message, { ...rest, edited, ...(metadata && { metadata }) });
  return { channel: channel.id, ts: message.ts, text: message.text, message: shown(message) };
}

function remover(args: Args, world: World): Json {
  const channel = joinedChannel(args, world);
  const message = existing(channel, args.required('ts'));
  if (message.bot_id !== world.app.botId) throw new Refusal('cant_delete_message');
  remove(world.workspace, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(args: Args, world: World): Json {
  const channel = target(args, world);
  const user = args.required('user');
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  const content = readContent(args, world);
  if (content.text.length > MOST_TEXT) throw new Refusal('msg_too_long');
  const { userId, botId, id } = world.app;
  const { ts } = post(
    world.workspace,
    channel,
    present({
      ...content,
      user: userId,
      bot_id: botId,
      app_id: id,
      thread_ts: args.text('thread_ts'),
      is_ephemeral: true as const,
      seen_by: user,
    }),
  );
  return { message_ts: ts };
}

function getPermalink(args: Args, world: World): Json {
  const channel = visibleChannel(args, world);
  const message = existing(channel, args.required('message_ts'));
  return { channel: channel.id, permalink: world.workspace.permalink(channel, message.ts, message.thread_ts) };
}

export const chat: Methods = {
  'chat.postMessage': { tier: 'none', scope: 'chat:write', run: postMessage },
  'chat.update': { tier: 3, scope: 'chat:write', run: update },
  'chat.delete': { tier: 3, scope: 'chat:write', run: remover },
  'chat.postEphemeral': { tier: 4, scope: 'chat:write', run: postEphemeral },
  'chat.getPermalink': { tier: 'none', run: getPermalink },
};
