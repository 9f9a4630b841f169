import { addFile } from './files.js';
import { type Asking, command, elementAction, messageShortcut } from './interactions.js';
import { edit, findMessage, post, react, remove } from './messages.js';
import type { Channel, Message, SlackFile, User, View } from './model.js';
import { toRichText } from './typed/rich-text.js';
import { smarten, toText } from './typed/text.js';
import { tokenize } from './typed/tokens.js';
import { suggestion, viewClosed, viewSubmission } from './view-interactions.js';
import type { Outcome } from './wire/delivery.js';

export type Saying = {
  /** Reply in the thread of this message. */
  readonly thread?: Message | string;
  readonly files?: readonly SlackFile[];
  /** The keyboard makes quotes curly, as on a phone. */
  readonly smartQuotes?: boolean;
};

/** Somebody at a keyboard. Throws where Slack's own client would not let a person do it. */
export class Person {
  readonly user: User;
  readonly #asking: Asking;

  constructor(user: User, asking: Asking) {
    this.user = user;
    this.#asking = asking;
  }

  get #workspace() {
    return this.#asking.world.workspace;
  }

  /** Types or pastes a text and sends it: escaped, linked, a snippet when it is long. */
  says(where: string | Channel, typed: string, { thread, files, smartQuotes }: Saying = {}): Message {
    const channel = this.#channel(where);
    const limit = this.#asking.snippetOver;
    if (typed.length > limit) return this.uploads(where, 'Untitled', typed, { thread, snippet: true });
    const tokens = tokenize(typed, this.#workspace).map((token) =>
      smartQuotes && token.kind === 'text' ? { ...token, text: smarten(token.text) } : token,
    );
    const thread_ts = typeof thread === 'string' ? thread : thread && (thread.thread_ts ?? thread.ts);
    if (thread_ts && !findMessage(channel, thread_ts)) throw new Error(`no message ${thread_ts} in #${channel.name}`);
    return post(this.#workspace, channel, {
      text: toText(tokens),
      user: this.user.id,
      client_msg_id: this.#workspace.ids.uuid(),
      ...(typed !== '' && { blocks: [toRichText(tokens, this.#workspace.ids.hex(5))] }),
      ...(thread_ts && { thread_ts }),
      ...(files?.length && { files: [...files], subtype: 'file_share', upload: true }),
    });
  }

  /** Says something to the bot by name. */
  mentions(where: string | Channel, typed: string, saying: Saying = {}): Message {
    return this.says(where, `@${this.#asking.world.appUser.name} ${typed}`, saying);
  }

  /** Writes to the bot directly. */
  tells(typed: string, saying: Saying = {}): Message {
    return this.says(this.#workspace.im(this.user.id, this.#asking.world.app.userId), typed, saying);
  }

  /** Shares a file or a snippet, with or without words. */
  uploads(
    where: string | Channel,
    name: string,
    body: string | Buffer,
    { comment = '', snippet, thread }: { comment?: string; snippet?: boolean; thread?: Message | string } = {},
  ): Message {
    const channel = this.#channel(where);
    const named = snippet && !name.includes('.') ? `${name}.txt` : name;
    const bytes = Buffer.from(body);
    const file = addFile(this.#workspace, this.#asking.world.url, {
      name: named,
      user: this.user.id,
      body: bytes,
      snippet,
    });
    file.channels.push(channel.id);
    return this.says(channel, comment, { thread, files: [file] });
  }

  /** Runs a slash command. The client has no slash commands in threads. */
  runs(typed: string, where: string | Channel, { thread }: { thread?: Message | string } = {}): Promise<Outcome> {
    if (thread)
      throw new Error('Slack has no slash commands in threads: the client answers "is not supported in threads"');
    return command(this.#asking, this.user, this.#channel(where), typed);
  }

  /** Presses a button, or picks `value` in a menu. The message may be ephemeral. */
  presses(message: Message, actionId: string, value?: string): Promise<Outcome> {
    return elementAction(this.#asking, this.user, { message, channel: this.#holder(message) }, actionId, value);
  }

  /** Presses a button or picks in a menu of the bot's Home tab or an open modal. */
  pressesIn(view: View, actionId: string, value?: string): Promise<Outcome> {
    return elementAction(this.#asking, this.user, { view }, actionId, value);
  }

  /** "More actions" on a message. */
  usesShortcut(message: Message, callbackId: string): Promise<Outcome> {
    return messageShortcut(this.#asking, this.user, this.#holder(message), message, callbackId);
  }

  /** Types into a type-ahead menu; the outcome's body holds the options the app offered. */
  types(into: View | Message, actionId: string, value: string): Promise<Outcome> {
    const target = 'ts' in into ? { message: into, channel: this.#holder(into) } : { view: into };
    return suggestion(this.#asking, this.user, target, actionId, value);
  }

  /** Fills the open modal (by action id) and sends it. */
  submits(view: View, values: Readonly<Record<string, string | readonly string[]>>): Promise<Outcome> {
    return viewSubmission(this.#asking, this.user, view, values);
  }

  closes(view: View): Promise<Outcome | undefined> {
    return viewClosed(this.#asking, this.user, view);
  }

  /** The modal this person looks at, if any. */
  get modal(): View | undefined {
    return this.#workspace.modals.get(this.user.id)?.at(-1);
  }

  get home(): View | undefined {
    return this.#workspace.homes.get(this.user.id);
  }

  /** Opens the bot's Home or Messages tab. */
  opensHome(tab: 'home' | 'messages' = 'home'): void {
    this.#asking.homeOpened(this.user, tab);
  }

  edits(message: Message, typed: string): void {
    if (message.user !== this.user.id) throw new Error(`${this.user.name} cannot edit a message of someone else`);
    const tokens = tokenize(typed, this.#workspace);
    const workspace = this.#workspace;
    edit(workspace, this.#holder(message), message, {
      text: toText(tokens),
      blocks: [toRichText(tokens, workspace.ids.hex(5))],
      edited: { user: this.user.id, ts: workspace.stamp() },
    });
  }

  deletes(message: Message): void {
    if (message.user !== this.user.id) throw new Error(`${this.user.name} cannot delete a message of someone else`);
    remove(this.#workspace, this.#holder(message), message);
  }

  reacts(message: Message, name: string): void {
    react(this.#workspace, this.#holder(message), message, name, this.user.id);
  }

  #channel(where: string | Channel): Channel {
    const channel = typeof where === 'string' ? this.#workspace.channelNamed(where) : where;
    if (!channel) throw new Error(`no channel ${String(where)} in this workspace`);
    if (channel.is_archived) throw new Error(`#${channel.name} is archived`);
    if (!channel.members.has(this.user.id)) throw new Error(`${this.user.name} is not in #${channel.name}`);
    return channel;
  }

  #holder(message: Message): Channel {
    for (const channel of this.#workspace.channels.values()) if (channel.messages.includes(message)) return channel;
    const same = [...this.#workspace.channels.values()].find((c) => c.messages.some((m) => m.ts === message.ts));
    if (!same) throw new Error(`message ${message.ts} is in no channel`);
    return same;
  }
}
