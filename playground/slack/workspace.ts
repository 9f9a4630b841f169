import { Changes } from './changes.js';
import type { Ids } from './ids.js';
import type { Channel, ChannelKind, SlackFile, User, Usergroup, View } from './model.js';
import { createStamps } from './stamps.js';

/** What the simulator remembers: people, conversations, files, views. No HTTP, no timers. */
export class Workspace {
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly usergroups = new Map<string, Usergroup>();
  readonly files = new Map<string, SlackFile>();
  readonly contents = new Map<string, Buffer>();
  /** Bots of other integrations, by bot id: the alert bots. */
  readonly bots = new Map<string, { id: string; name: string }>();
  /** Open modals of each user, bottom first. */
  readonly modals = new Map<string, View[]>();
  readonly homes = new Map<string, View>();
  readonly changes = new Changes();
  readonly stamp: () => string;
  readonly ids: Ids;
  readonly now: () => number;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };

  constructor(ids: Ids, now: () => number, name: string) {
    this.ids = ids;
    this.now = now;
    this.stamp = createStamps(now);
    this.team = { id: ids.next('T'), name, domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-') };
  }

  addUser(given: Partial<User> & { readonly name: string }): User {
    const user: User = {
      id: this.ids.next('U'),
      real_name: given.name.charAt(0).toUpperCase() + given.name.slice(1),
      locale: 'en-US',
      tz: 'Etc/UTC',
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: false,
      is_admin: false,
      is_stranger: false,
      deleted: false,
      team_id: this.team.id,
      email: `${given.name}@example.com`,
      ...given,
    };
    this.users.set(user.id, user);
    this.changes.tell({ kind: 'user-added', user });
    return user;
  }

  addChannel(name: string, kind: ChannelKind, members: Iterable<string>, more: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id: this.ids.next(kind === 'im' ? 'D' : 'C'),
      name,
      kind,
      created: Math.floor(this.now() / 1000),
      members: new Set(members),
      is_archived: false,
      is_ext_shared: false,
      topic: '',
      messages: [],
      ...more,
    };
    this.channels.set(channel.id, channel);
    this.changes.tell({ kind: 'channel-added', channel });
    return channel;
  }

  /** The direct conversation of two users; opened when it is not there. */
  im(one: string, other: string): Channel {
    for (const channel of this.channels.values())
      if (channel.kind === 'im' && channel.members.has(one) && channel.members.has(other)) return channel;
    return this.addChannel(`im-${one}-${other}`, 'im', [one, other]);
  }

  join(channel: Channel, user: string): void {
    if (channel.members.has(user)) return;
    channel.members.add(user);
    this.changes.tell({ kind: 'member-joined', channel, user });
  }

  leave(channel: Channel, user: string): void {
    if (channel.members.delete(user)) this.changes.tell({ kind: 'member-left', channel, user });
  }

  userNamed(name: string): User | undefined {
    const handle = name.replace(/^@/, '');
    return this.users.get(handle) ?? [...this.users.values()].find((user) => user.name === handle);
  }

  channelNamed(name: string): Channel | undefined {
    const bare = name.replace(/^#/, '');
    return this.channels.get(bare) ?? [...this.channels.values()].find((c) => c.kind !== 'im' && c.name === bare);
  }

  permalink(channel: Channel, ts: string, thread?: string): string {
    const link = `https://${this.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
    return thread && thread !== ts ? `${link}?thread_ts=${thread}&cid=${channel.id}` : link;
  }
}
