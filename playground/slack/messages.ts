import type { Channel, Message } from './model.js';
import type { Workspace } from './workspace.js';

/** Posts a message: stamps it, counts it on its thread's root, tells the watchers. */
export function post(workspace: Workspace, channel: Channel, given: Omit<Message, 'type' | 'ts'>): Message {
  const message: Message = { type: 'message', ts: workspace.stamp(), team: workspace.team.id, ...given };
  channel.messages.push(message);
  const root = message.thread_ts && !message.is_ephemeral ? findMessage(channel, message.thread_ts) : undefined;
  if (root) {
    message.parent_user_id = root.user;
    countReply(root, message);
  }
  workspace.changes.tell({ kind: 'message-posted', channel, message });
  return message;
}

function countReply(root: Message, reply: Message): void {
  root.thread_ts = root.ts;
  root.reply_count = (root.reply_count ?? 0) + 1;
  root.latest_reply = reply.ts;
  const users = new Set(root.reply_users ?? []);
  if (reply.user) users.add(reply.user);
  root.reply_users = [...users];
  root.reply_users_count = users.size;
}

/** Changes a message in place and tells the watchers what it was. */
export function edit(workspace: Workspace, channel: Channel, message: Message, patch: Partial<Message>): void {
  const previous = structuredClone(message);
  Object.assign(message, patch);
  for (const key of Object.keys(patch) as (keyof Message)[]) if (patch[key] === undefined) delete message[key];
  workspace.changes.tell({ kind: 'message-edited', channel, message, previous });
}

/** Takes a message away. A root with replies stays as a tombstone, as in Slack. */
export function remove(workspace: Workspace, channel: Channel, message: Message): void {
  const before = structuredClone(message);
  if (message.reply_count) {
    Object.assign(message, { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' });
    delete message.blocks;
    delete message.files;
  } else {
    channel.messages.splice(channel.messages.indexOf(message), 1);
  }
  workspace.changes.tell({ kind: 'message-deleted', channel, message: before });
}

/** The message with this timestamp, ephemeral ones excluded (they are in no history). */
export const findMessage = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.find((message) => message.ts === ts && !message.is_ephemeral);

/** Root and replies, oldest first; with `seenBy` also what only that person sees. */
export function threadOf(channel: Channel, ts: string, seenBy?: string): Message[] {
  return channel.messages.filter(
    (message) =>
      (message.ts === ts || message.thread_ts === ts) &&
      (!message.is_ephemeral || seenBy === '*' || message.seen_by === seenBy),
  );
}

/** Adds one reaction; false when that user already reacted so. */
export function react(workspace: Workspace, channel: Channel, message: Message, name: string, user: string): boolean {
  message.reactions ??= [];
  let reaction = message.reactions.find((other) => other.name === name);
  if (!reaction) {
    reaction = { name, users: [], count: 0 };
    message.reactions.push(reaction);
  }
  if (reaction.users.includes(user)) return false;
  reaction.users.push(user);
  reaction.count += 1;
  workspace.changes.tell({ kind: 'reaction-added', channel, message, name, user });
  return true;
}
