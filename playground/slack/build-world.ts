import { type App, EVENTS, SCOPES } from './app.js';
import { Faults } from './faults.js';
import { createIds } from './ids.js';
import { CHANNELS, PEOPLE, type SlackOptions } from './options.js';
import { RateLimits } from './rate-limits.js';
import { ResponseUrls } from './response-urls.js';
import { Triggers } from './triggers.js';
import { Workspace } from './workspace.js';
import type { World } from './world.js';

/** Builds the workspace that the options describe, with the app installed. `base` is known once the server listens. */
export function buildWorld(options: SlackOptions, base: () => string): World {
  const ids = createIds(options.seed ?? 1);
  const now = options.now ?? Date.now;
  const workspace = new Workspace(ids, now, options.team ?? 'Playground');
  const installed = install(workspace, options, base);
  populate(workspace, options, installed.app.userId);
  return {
    workspace,
    ...installed,
    faults: new Faults(),
    triggers: new Triggers(workspace),
    uploads: new Map(),
    url: (path) => `${base()}${path}`,
    calls: [],
  };
}

/** The same workspace as one more app sees it: a name, tokens and limits of its own, in every channel where the first one is. */
export function anotherApp(world: World, options: SlackOptions, base: () => string): World {
  const installed = install(world.workspace, options, base);
  for (const channel of world.workspace.channels.values())
    if (channel.kind !== 'im' && channel.members.has(world.app.userId)) channel.members.add(installed.app.userId);
  return { ...world, ...installed };
}

type Installed = Pick<World, 'app' | 'appUser' | 'rates' | 'responseUrls' | 'ticket' | 'tickets'>;

function install(workspace: Workspace, options: SlackOptions, base: () => string): Installed {
  const { ids } = workspace;
  const botId = ids.next('B');
  const name = options.app?.name ?? 'plegmatic';
  const appUser = workspace.addUser({
    name,
    real_name: name.charAt(0).toUpperCase() + name.slice(1),
    is_bot: true,
    bot_id: botId,
  });
  const app: App = {
    id: ids.next('A'),
    name: appUser.real_name,
    userId: appUser.id,
    botId,
    botToken: options.app?.botToken ?? 'xoxb-playground',
    appToken: options.app?.appToken ?? 'xapp-playground',
    signingSecret: options.app?.signingSecret ?? 'playground-signing-secret',
    scopes: new Set(options.app?.scopes ?? SCOPES),
    commands: new Set(options.app?.commands ?? ['/diagnose']),
    events: new Set(options.app?.events ?? EVENTS),
  };
  const tickets = new Set<string>();
  return {
    app,
    appUser,
    rates: new RateLimits(options.now ?? Date.now, options.rateLimits ?? true),
    responseUrls: new ResponseUrls(workspace, app),
    tickets,
    ticket: () => {
      const next = ids.uuid();
      tickets.add(next);
      return `${base().replace(/^http/, 'ws')}/link/?ticket=${next}&app_id=${app.id}`;
    },
  };
}

function populate(workspace: Workspace, options: SlackOptions, bot: string): void {
  const people = (options.people ?? PEOPLE).map((person) => workspace.addUser(person));
  const idOf = (name: string) => {
    const user = people.find((person) => person.name === name);
    if (!user) throw new Error(`no person named ${name} among the people of the options`);
    return user.id;
  };
  for (const given of options.channels ?? CHANNELS) {
    const usual = people.filter((user) => !user.is_restricted && !user.is_ultra_restricted).map((user) => user.id);
    const members = given.members?.map(idOf) ?? usual;
    if (given.bot !== false) members.push(bot);
    workspace.addChannel(given.name, given.private ? 'private' : 'public', members, {
      is_archived: given.archived ?? false,
      is_ext_shared: given.shared ?? false,
    });
  }
  for (const group of options.usergroups ?? []) {
    const id = workspace.ids.next('S');
    const users = group.members.map(idOf);
    workspace.usergroups.set(id, { id, handle: group.handle, name: group.name ?? group.handle, users });
  }
}
