import type { Args } from '../args.js';
import { blockProblems, withIds } from '../blocks/check.js';
import { Problems } from '../blocks/problems.js';
import type { Json, View } from '../model.js';
import { isJson } from '../model.js';
import { invalidArguments, Refusal } from '../refusal.js';
import type { World } from '../world.js';
import type { Methods } from './method.js';

/** Modals lie at most three deep. */
const DEEPEST = 3;
/** A view's JSON may be 250 KB. */
const MOST_BYTES = 250_000;

const TEXT_LIMITS = [
  ['title', 24],
  ['submit', 24],
  ['close', 24],
] as const;

/** Builds a view from what the app sent; `invalid_arguments` with Slack's words when it breaks a rule. */
export function readView(given: unknown, world: World): View {
  if (!isJson(given)) throw invalidArguments('must provide an object [json-pointer:/view]');
  if (JSON.stringify(given).length > MOST_BYTES) throw new Refusal('view_too_large');
  const type = given.type;
  if (type !== 'modal' && type !== 'home')
    throw invalidArguments('must be one of: modal, home [json-pointer:/view/type]');
  const problems = new Problems();
  for (const [key, max] of TEXT_LIMITS)
    if (given[key] !== undefined || (key === 'title' && type === 'modal')) problems.text(given[key], `/${key}`, max);
  for (const [key, max] of [
    ['private_metadata', 3000],
    ['callback_id', 255],
    ['external_id', 255],
  ] as const)
    if (given[key] !== undefined) problems.string(given[key], `/${key}`, max, 0);
  const found = [...problems.found, ...blockProblems(given.blocks, type)];
  const blocks = Array.isArray(given.blocks) ? given.blocks.filter(isJson) : [];
  if (type === 'modal' && given.submit === undefined && blocks.some((block) => block.type === 'input'))
    found.push('must define `submit` to use an `input` block in modals [json-pointer:/submit]');
  if (found.length > 0)
    throw invalidArguments(...found.map((text) => text.replace('[json-pointer:', '[json-pointer:/view')));
  const { workspace, app } = world;
  const id = workspace.ids.next('V');
  const string = (key: string) => (typeof given[key] === 'string' ? given[key] : '');
  const text = (key: string) => (isJson(given[key]) ? { [key]: given[key] } : {});
  return {
    id,
    team_id: workspace.team.id,
    app_id: app.id,
    bot_id: app.botId,
    type,
    hash: `${Math.floor(workspace.now() / 1000)}.${workspace.ids.hex(8)}`,
    callback_id: string('callback_id'),
    private_metadata: string('private_metadata'),
    external_id: string('external_id'),
    root_view_id: id,
    previous_view_id: null,
    blocks: withIds(blocks, () => workspace.ids.hex(5)),
    state: { values: {} },
    ...text('title'),
    ...text('submit'),
    ...text('close'),
    notify_on_close: given.notify_on_close === true,
    clear_on_close: given.clear_on_close === true,
  };
}

/** Puts a modal on a person's stack. */
export function showView(world: World, user: string, view: View): View {
  const stack = world.workspace.modals.get(user) ?? [];
  if (stack.length >= DEEPEST) throw new Refusal('push_limit_reached');
  const below = stack.at(-1);
  if (below) Object.assign(view, { root_view_id: below.root_view_id, previous_view_id: below.id });
  world.workspace.modals.set(user, [...stack, view]);
  world.workspace.changes.tell({ kind: 'view-opened', user, view });
  return view;
}

/** Changes an open modal in place, keeping its id and its place in the stack. */
export function changeView(world: World, user: string, old: View, fresh: View): View {
  Object.assign(old, fresh, { id: old.id, root_view_id: old.root_view_id, previous_view_id: old.previous_view_id });
  world.workspace.changes.tell({ kind: 'view-updated', user, view: old });
  return old;
}

function open(args: Args, world: World): Json {
  const view = readView(args.json('view'), world);
  const user = world.triggers.spend(args.required('trigger_id'));
  if (world.workspace.modals.get(user)?.length) world.workspace.modals.set(user, []);
  return { view: showView(world, user, view) };
}

function push(args: Args, world: World): Json {
  const view = readView(args.json('view'), world);
  return { view: showView(world, world.triggers.spend(args.required('trigger_id')), view) };
}

function update(args: Args, world: World): Json {
  const fresh = readView(args.json('view'), world);
  const id = args.text('view_id');
  const external = args.text('external_id');
  for (const [user, stack] of world.workspace.modals) {
    const old = stack.find((view) => (id ? view.id === id : external && view.external_id === external));
    if (!old) continue;
    if (args.text('hash') && args.text('hash') !== old.hash) throw new Refusal('hash_conflict');
    return { view: changeView(world, user, old, fresh) };
  }
  throw new Refusal('not_found');
}

function publish(args: Args, world: World): Json {
  const view = readView(args.json('view'), world);
  const user = args.required('user_id');
  if (!world.workspace.users.has(user)) throw new Refusal('user_not_found');
  const old = world.workspace.homes.get(user);
  if (args.text('hash') && args.text('hash') !== old?.hash) throw new Refusal('hash_conflict');
  if (view.type !== 'home') throw invalidArguments('must be one of: home [json-pointer:/view/type]');
  world.workspace.homes.set(user, old ? Object.assign(old, view, { id: old.id }) : view);
  world.workspace.changes.tell({ kind: 'home-published', user, view });
  return { view };
}

export const views: Methods = {
  'views.open': { tier: 4, run: open },
  'views.push': { tier: 4, run: push },
  'views.update': { tier: 4, run: update },
  'views.publish': { tier: 4, run: publish },
};
