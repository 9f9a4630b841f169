import type { Change } from './changes.js';
import { shown } from './methods/method.js';
import type { Channel, Json, Message } from './model.js';
import type { Delivery } from './wire/delivery.js';
import type { World } from './world.js';

const KINDS = { public: ['channels', 'channel'], private: ['groups', 'group'], im: ['im', 'im'] } as const;

/** Turns what happens in the workspace into the events the app subscribed to, in channels it is a member of. */
export function sendEvents(world: World, delivery: Delivery): () => void {
  const { app, workspace } = world;

  const send = (subscription: string, event: Json) => {
    if (!app.events.has(subscription)) return;
    delivery.event({
      token: 'verification-token',
      team_id: workspace.team.id,
      api_app_id: app.id,
      type: 'event_callback',
      event_id: workspace.ids.next('Ev'),
      event_time: Math.floor(workspace.now() / 1000),
      is_ext_shared_channel: false,
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.team.id,
          user_id: app.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      event: structuredClone(event),
    });
  };

  const sendMessage = (channel: Channel, event: Json) => {
    const [subscription, channel_type] = KINDS[channel.kind];
    send(`message.${subscription}`, { type: 'message', channel: channel.id, channel_type, ...event });
  };

  const posted = (channel: Channel, message: Message) => {
    if (message.is_ephemeral) return;
    const event = { ...shown(message), event_ts: message.ts };
    sendMessage(channel, event);
    const mentioned = message.text.includes(`<@${app.userId}>`) && message.user !== app.userId;
    if (mentioned && channel.kind !== 'im') send('app_mention', { ...event, type: 'app_mention', channel: channel.id });
  };

  const on = (change: Change) => {
    if (!('channel' in change)) return;
    const { channel } = change;
    if (!channel.members.has(app.userId)) return;
    if (change.kind === 'member-joined')
      return send('member_joined_channel', {
        type: 'member_joined_channel',
        user: change.user,
        channel: channel.id,
        channel_type: channel.kind === 'public' ? 'C' : 'G',
        team: workspace.team.id,
      });
    if (change.kind === 'message-posted') posted(channel, change.message);
    if (change.kind === 'message-edited' && !change.message.is_ephemeral)
      sendMessage(channel, {
        subtype: 'message_changed',
        hidden: true,
        message: shown(change.message),
        previous_message: shown(change.previous),
        ts: workspace.stamp(),
        event_ts: workspace.stamp(),
      });
    if (change.kind === 'message-deleted' && !change.message.is_ephemeral)
      sendMessage(channel, {
        subtype: 'message_deleted',
        hidden: true,
        deleted_ts: change.message.ts,
        previous_message: shown(change.message),
        ts: workspace.stamp(),
        event_ts: workspace.stamp(),
      });
    if (change.kind === 'reaction-added')
      send('reaction_added', {
        type: 'reaction_added',
        user: change.user,
        reaction: change.name,
        item_user: change.message.user,
        item: { type: 'message', channel: channel.id, ts: change.message.ts },
        event_ts: workspace.stamp(),
      });
  };
  return workspace.changes.watch(on);
}
