import type { Args } from '../args.js';
import { react } from '../messages.js';
import type { Json, User } from '../model.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import { existing, joinedChannel, type Methods, page } from './method.js';

const OFFSETS: Readonly<Record<string, number>> = { 'Asia/Shanghai': 28_800, 'Europe/Berlin': 3600 };

/** A user object; `locale` only when asked for, `email` only with its scope. */
function described(user: User, args: Args, world: World): Json {
  return {
    id: user.id,
    team_id: user.team_id,
    name: user.name,
    real_name: user.real_name,
    deleted: user.deleted,
    tz: user.tz,
    tz_offset: OFFSETS[user.tz] ?? 0,
    is_bot: user.is_bot,
    is_admin: user.is_admin,
    is_app_user: false,
    is_restricted: user.is_restricted,
    is_ultra_restricted: user.is_ultra_restricted,
    ...(user.is_stranger && { is_stranger: true }),
    ...(args.flag('include_locale') && { locale: user.locale }),
    profile: {
      display_name: user.name,
      real_name: user.real_name,
      ...(user.bot_id && { bot_id: user.bot_id }),
      ...(world.app.scopes.has('users:read.email') && !user.is_bot && { email: user.email }),
    },
  };
}

function info(args: Args, world: World): Json {
  const user = world.workspace.users.get(args.required('user'));
  if (!user) throw new Refusal('user_not_found');
  return { user: described(user, args, world) };
}

function list(args: Args, world: World): Json {
  const { items, next } = page([...world.workspace.users.values()], args, 1000, 1000);
  return { members: items.map((user) => described(user, args, world)), response_metadata: { next_cursor: next } };
}

function usergroup(args: Args, world: World): Json {
  const group = world.workspace.usergroups.get(args.required('usergroup'));
  if (!group) throw new Refusal('no_such_subteam');
  return { users: group.users };
}

function addReaction(args: Args, world: World): Json {
  const channel = joinedChannel(args, world);
  const message = existing(channel, args.required('timestamp'));
  const name = args.required('name');
  if (!/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name');
  if (!react(world.workspace, channel, message, name, world.app.userId)) throw new Refusal('already_reacted');
  return {};
}

function bot(args: Args, world: World): Json {
  const id = args.text('bot') ?? world.app.botId;
  const { app, workspace } = world;
  const found = id === app.botId ? { id, name: app.name, user_id: app.userId, app_id: app.id } : workspace.bots.get(id);
  if (!found) throw new Refusal('bot_not_found');
  return { bot: { deleted: false, ...found } };
}

export const people: Methods = {
  'users.info': { tier: 4, scope: 'users:read', run: info },
  'users.list': { tier: 2, scope: 'users:read', run: list },
  'usergroups.list': {
    tier: 2,
    scope: 'usergroups:read',
    run: (args, world) => ({
      usergroups: [...world.workspace.usergroups.values()].map(({ users, ...group }) => ({
        ...group,
        team_id: world.workspace.team.id,
        is_usergroup: true,
        date_delete: 0,
        ...(args.flag('include_users') && { users }),
        ...(args.flag('include_count') && { user_count: users.length }),
      })),
    }),
  },
  'usergroups.users.list': { tier: 2, scope: 'usergroups:read', run: usergroup },
  'reactions.add': { tier: 3, scope: 'reactions:write', run: addReaction },
  'bots.info': { tier: 3, scope: 'users:read', run: bot },
  'team.info': { tier: 3, scope: 'team:read', run: (_, world) => ({ team: { ...world.workspace.team } }) },
};
