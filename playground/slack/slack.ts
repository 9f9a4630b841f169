import type { App } from './app.js';
import type { Watcher } from './changes.js';
import { addFile } from './files.js';
import type { Asking } from './interactions.js';
import { edit, findMessage, post, threadOf } from './messages.js';
import type { Channel, Json, Message, SlackFile } from './model.js';
import type { SlackOptions } from './options.js';
import { Person } from './person.js';
import { type PrintOptions, printThread } from './print/thread.js';
import type { Delivery } from './wire/delivery.js';
import { RequestUrl } from './wire/request-url.js';
import type { Sockets } from './wire/sockets.js';
import type { World } from './world.js';

interface Running {
  readonly asking: Asking;
  readonly sockets: Sockets;
  readonly base: string;
  readonly install: (app: SlackOptions['app']) => { readonly app: App; readonly sockets: Sockets };
  readonly stop: () => Promise<void>;
}

/** A running simulator, as tests, the demo and a page see it. */
export class Slack {
  readonly world: World;
  readonly delivery: Delivery;
  readonly sockets: Sockets;
  /** One more app in this workspace, a member wherever the first one is. Give it tokens of its own. */
  readonly install: Running['install'];
  readonly #asking: Asking;
  readonly #base: string;
  readonly #stop: () => Promise<void>;

  constructor({ asking, sockets, base, install, stop }: Running) {
    this.world = asking.world;
    this.delivery = asking.delivery;
    this.sockets = sockets;
    this.install = install;
    this.#asking = asking;
    this.#base = base;
    this.#stop = stop;
  }

  /** The value of `SLACK_API_URL`, with its trailing slash. */
  get apiUrl(): string {
    return `${this.#base}/api/`;
  }

  get botToken(): string {
    return this.world.app.botToken;
  }

  get appToken(): string {
    return this.world.app.appToken;
  }

  get faults(): World['faults'] {
    return this.world.faults;
  }

  /** Somebody of the workspace, by handle. */
  person(name: string): Person {
    const user = this.world.workspace.userNamed(name);
    if (!user) throw new Error(`no person named ${name} in this workspace`);
    return new Person(user, this.#asking);
  }

  channel(name: string): Channel {
    const channel = this.world.workspace.channelNamed(name);
    if (!channel) throw new Error(`no channel ${name} in this workspace`);
    return channel;
  }

  /** The bot's direct conversation with a person. */
  im(name: string): Channel {
    return this.world.workspace.im(this.person(name).user.id, this.world.app.userId);
  }

  /** Root and replies of a thread, oldest first, with what `seenBy` (a handle, or `*` for everybody) alone sees. */
  thread(where: string | Channel, root: string | Message, seenBy?: string): Message[] {
    const channel = typeof where === 'string' ? this.channel(where) : where;
    const ts = typeof root === 'string' ? root : (root.thread_ts ?? root.ts);
    return threadOf(channel, ts, seenBy && seenBy !== '*' ? this.person(seenBy).user.id : seenBy);
  }

  message(where: string | Channel, ts: string): Message | undefined {
    return findMessage(typeof where === 'string' ? this.channel(where) : where, ts);
  }

  /** A thread as text for a terminal, with what `seenBy` alone sees (default: everything). */
  print(
    where: string | Channel,
    root: string | Message,
    options: PrintOptions & { readonly seenBy?: string } = {},
  ): string {
    const channel = typeof where === 'string' ? this.channel(where) : where;
    const messages = this.thread(channel, root, options.seenBy ?? '*');
    const title = channel.kind === 'im' ? 'Direct message' : `#${channel.name}`;
    return printThread({ title, messages, nameOf: (id) => this.nameOf(id) }, options);
  }

  /** The display name behind a user, bot, channel or group id; the id itself when nobody has it. */
  nameOf(id: string): string {
    const { users, channels, bots, usergroups } = this.world.workspace;
    return users.get(id)?.real_name ?? channels.get(id)?.name ?? bots.get(id)?.name ?? usergroups.get(id)?.handle ?? id;
  }

  /** A bot of another integration posts: an alert with its attachments and blocks. */
  integration(
    name: string,
    where: string,
    content: { text?: string; attachments?: Json[]; blocks?: Json[]; files?: SlackFile[]; thread_ts?: string },
  ): Message {
    const { workspace } = this.world;
    const known = [...workspace.bots.values()].find((bot) => bot.name === name);
    const bot = known ?? { id: workspace.ids.next('B'), name };
    workspace.bots.set(bot.id, bot);
    const said = { text: '', ...content, subtype: 'bot_message', bot_id: bot.id, username: name };
    return post(workspace, this.channel(where), said);
  }

  /** An integration changes a message of its own, as chat.update does. */
  edits(
    where: string,
    message: Message,
    content: Partial<Pick<Message, 'text' | 'attachments' | 'blocks' | 'files'>>,
  ): void {
    edit(this.world.workspace, this.channel(where), message, content);
  }

  /** A file that an integration has shared in a channel, to be put on a message of its own. */
  file(where: string, name: string, body: string): SlackFile {
    const { workspace, url } = this.world;
    const file = addFile(workspace, url, { name, user: 'U0INTEGRATION', body: Buffer.from(body) });
    file.channels.push(this.channel(where).id);
    return file;
  }

  /** Calls the watcher with every change from now on; the answer stops it. */
  watch(watcher: Watcher): () => void {
    return this.world.workspace.changes.watch(watcher);
  }

  /** Resolves with the first answer of `find` that is not undefined; asked now and after every change. */
  waitFor<T>(
    find: (slack: Slack) => T | undefined,
    { within = 10_000, what = 'what was waited for' } = {},
  ): Promise<T> {
    const now = find(this);
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        stop();
        reject(new Error(`${what} did not happen within ${within} ms`));
      }, within);
      const stop = this.watch(() => {
        const found = find(this);
        if (found === undefined) return;
        clearTimeout(late);
        stop();
        resolve(found);
      });
    });
  }

  /** Resolves when the app has `count` sockets open. */
  connected(count = 1): Promise<void> {
    if (this.sockets.count >= count) return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.sockets.onJoin;
      this.sockets.onJoin = () => {
        before();
        if (this.sockets.count < count) return;
        this.sockets.onJoin = before;
        resolve();
      };
    });
  }

  /** The event that carries no inner `event`: Slack stops delivering for this minute. */
  appRateLimited(): void {
    const { workspace, app } = this.world;
    const minute = Math.floor(workspace.now() / 60_000) * 60;
    this.delivery.event({
      type: 'app_rate_limited',
      team_id: workspace.team.id,
      api_app_id: app.id,
      minute_rate_limited: minute,
    });
  }

  /** HTTP mode: sends the challenge that Slack sends when a request URL is entered; true when it came back. */
  async verifiesUrl(): Promise<boolean> {
    const { road } = this.delivery;
    if (!(road instanceof RequestUrl))
      throw new Error('this workspace delivers over sockets: start it with requestUrl');
    return await road.verifies();
  }

  stop(): Promise<void> {
    return this.#stop();
  }
}
