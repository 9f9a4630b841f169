import { checkOptionList } from './blocks/elements.js';
import { Problems } from './blocks/problems.js';
import { type Asking, envelope, inMessage, inView, sayable, type Target } from './interactions.js';
import { changeView, readView, showView } from './methods/views.js';
import { isJson, type Json, type User, type View } from './model.js';
import { Refusal } from './refusal.js';
import { findElement, state } from './view-state.js';
import type { Outcome } from './wire/delivery.js';
import type { World } from './world.js';

/** Type-ahead in an `external_select`: the acknowledgement carries the options. */
export async function suggestion(
  asking: Asking,
  user: User,
  target: Target,
  actionId: string,
  value: string,
): Promise<Outcome> {
  const found = findElement((target.view ?? target.message).blocks ?? [], actionId);
  if (!found) throw new Error(`nothing with action_id ${actionId} to type into`);
  const { world, delivery } = asking;
  const payload = {
    type: 'block_suggestion',
    ...envelope(world, user),
    action_id: actionId,
    block_id: found.blockId,
    value,
    ...(target.view ? inView(target.view) : inMessage(world, user, target.channel, target.message)),
  };
  const outcome = await delivery.ask('interactive', payload, true);
  return sayable(outcome, () => checkOptions(outcome));
}

/** A menu shows options with a text and a value, or groups of them, at most a hundred. */
function checkOptions(outcome: Outcome): void {
  if (!outcome.acknowledged) return;
  const { options, option_groups } = outcome.body;
  const groups = Array.isArray(option_groups) ? option_groups.filter(isJson) : [{ options }];
  const problems = new Problems();
  for (const group of groups) checkOptionList(group.options, '/options', problems, 100, 0);
  if (problems.found.length > 0) throw new Refusal('invalid_arguments');
}

/** Sends a modal; then closes it, or does what `response_action` says. */
export async function viewSubmission(
  asking: Asking,
  user: User,
  view: View,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<Outcome> {
  const { world, delivery } = asking;
  view.state = state(view.blocks, values, true);
  const payload: Json = {
    type: 'view_submission',
    ...envelope(world, user),
    trigger_id: world.triggers.mint(user.id),
    view: structuredClone(view),
    response_urls: [],
  };
  const outcome = await delivery.ask('interactive', payload, true);
  if (!outcome.acknowledged) return outcome;
  const { body } = outcome;
  return sayable(outcome, () => respondTo(body, world, user, view));
}

function respondTo(body: Json, world: World, user: User, view: View): void {
  const action = body.response_action;
  if (action === 'errors') {
    const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
    const named = Object.entries(isJson(body.errors) ? body.errors : {});
    if (named.length === 0 || named.some(([id, words]) => !inputs.includes(id) || typeof words !== 'string'))
      throw new Refusal('invalid_arguments');
  } else if (action === 'update') changeView(world, user.id, view, readView(body.view, world));
  else if (action === 'push') showView(world, user.id, readView(body.view, world));
  else if (action === undefined || action === 'clear') close(world, user, view, action === 'clear');
  else throw new Refusal('invalid_arguments');
}

/** The cross of a modal; told to the app only where the view asked for it. */
export async function viewClosed(asking: Asking, user: User, view: View): Promise<Outcome | undefined> {
  close(asking.world, user, view, view.clear_on_close);
  if (!view.notify_on_close) return undefined;
  const payload = {
    type: 'view_closed',
    ...envelope(asking.world, user),
    view: structuredClone(view),
    is_cleared: view.clear_on_close,
  };
  return asking.delivery.ask('interactive', payload, false);
}

function close(world: World, user: User, view: View, all: boolean): void {
  const stack = world.workspace.modals.get(user.id) ?? [];
  world.workspace.modals.set(user.id, all ? [] : stack.filter((other) => other.id !== view.id));
  world.workspace.changes.tell({ kind: 'view-closed', user: user.id, view });
}
