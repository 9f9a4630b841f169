import { shown } from './methods/method.js';
import type { Channel, Json, Message, User, View } from './model.js';
import { Refusal } from './refusal.js';
import { findElement, picked, state } from './view-state.js';
import type { Delivery, Outcome } from './wire/delivery.js';
import type { World } from './world.js';

/** What a person needs to reach the app. */
export type Asking = {
  readonly world: World;
  readonly delivery: Delivery;
  /** Texts longer than this become a snippet, in characters. */
  readonly snippetOver: number;
  readonly homeOpened: (user: User, tab: 'home' | 'messages') => void;
};

const who = (user: User) => ({ id: user.id, username: user.name, name: user.name, team_id: user.team_id });
const where = (channel: Channel) => ({ id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name });

export function envelope(world: World, user: User): Json {
  const team = { id: world.workspace.team.id, domain: world.workspace.team.domain };
  return {
    team,
    user: who(user),
    api_app_id: world.app.id,
    token: 'verification-token',
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** `/diagnose node-7`: asked once; an answer in the acknowledgement is shown to that person. */
export async function command(asking: Asking, user: User, channel: Channel, typed: string): Promise<Outcome> {
  const { world, delivery } = asking;
  const [name = '', ...rest] = typed.trim().split(' ');
  if (!world.app.commands.has(name)) throw new Error(`Slack's client says: "${name} is not a valid command."`);
  const payload: Json = {
    token: 'verification-token',
    command: name,
    text: rest.join(' ').trim(),
    channel_id: channel.id,
    channel_name: channel.kind === 'im' ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: user.id,
    user_name: user.name,
    team_id: world.workspace.team.id,
    team_domain: world.workspace.team.domain,
    trigger_id: world.triggers.mint(user.id),
    response_url: world.url(world.responseUrls.mint(channel, user)),
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
  };
  const outcome = await delivery.ask('slash_commands', payload, true);
  if (!outcome.acknowledged || !(outcome.body.text || outcome.body.blocks)) return outcome;
  const { body } = outcome;
  return sayable(outcome, () => world.responseUrls.answer(channel, user, body));
}

export type Target =
  | { readonly message: Message; readonly channel: Channel; readonly view?: undefined }
  | { readonly view: View; readonly message?: undefined };

/** A button or a menu, in a message or a view. */
export function elementAction(
  asking: Asking,
  user: User,
  target: Target,
  actionId: string,
  value?: string,
): Promise<Outcome> {
  const { world, delivery } = asking;
  const found = findElement((target.view ?? target.message).blocks ?? [], actionId);
  if (!found) throw new Error(`nothing with action_id ${actionId} to press there`);
  const action: Json = {
    action_id: actionId,
    block_id: found.blockId,
    ...picked(found.element, value),
    action_ts: world.workspace.stamp(),
  };
  if (found.element.text) action.text = found.element.text;
  const payload: Json = {
    type: 'block_actions',
    ...envelope(world, user),
    trigger_id: world.triggers.mint(user.id),
    ...(target.view ? inView(target.view) : inMessage(world, user, target.channel, target.message)),
    actions: [action],
  };
  return delivery.ask('interactive', payload, false);
}

export const inView = (view: View): Json => ({
  container: { type: 'view', view_id: view.id },
  view: structuredClone({ ...view, state: state(view.blocks, {}) }),
});

export const inMessage = (world: World, user: User, channel: Channel, message: Message): Json => ({
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.is_ephemeral === true,
    ...(message.thread_ts && { thread_ts: message.thread_ts }),
  },
  channel: where(channel),
  ...(!message.is_ephemeral && { message: structuredClone(shown(message)) }),
  state: { values: {} },
  response_url: world.url(world.responseUrls.mint(channel, user, message)),
});

/** "Diagnose this message": works in threads, and where the bot is no member. */
export function messageShortcut(
  asking: Asking,
  user: User,
  channel: Channel,
  message: Message,
  callbackId: string,
): Promise<Outcome> {
  const { world, delivery } = asking;
  return delivery.ask(
    'interactive',
    {
      type: 'message_action',
      ...envelope(world, user),
      callback_id: callbackId,
      trigger_id: world.triggers.mint(user.id),
      response_url: world.url(world.responseUrls.mint(channel, user, message)),
      action_ts: world.workspace.stamp(),
      channel: where(channel),
      message_ts: message.ts,
      message: structuredClone(shown(message)),
    },
    false,
  );
}

/** The outcome, or the client's "trouble connecting" when the app acknowledged with something that cannot be shown. */
export function sayable(outcome: Outcome, show: () => void): Outcome {
  try {
    show();
    return outcome;
  } catch (error) {
    if (error instanceof Refusal) return { acknowledged: false, reason: 'invalid_response' };
    throw error;
  }
}
