import { readBlocks, withIds } from './blocks/check.js';
import { edit, post, remove } from './messages.js';
import type { Channel, Json, Message, User } from './model.js';
import { Refusal } from './refusal.js';
import type { Workspace } from './workspace.js';

/** Five uses within thirty minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
const USES = 5;
const LIFE_MS = 30 * 60_000;

type Entry = {
  readonly channel: Channel;
  readonly user: User;
  readonly message?: Message;
  readonly at: number;
  uses: number;
};

/** The `response_url`s of commands, buttons and shortcuts. They work where the bot is no member, too. */
export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #app: { readonly id: string; readonly userId: string; readonly botId: string };
  readonly #entries = new Map<string, Entry>();

  constructor(workspace: Workspace, app: { readonly id: string; readonly userId: string; readonly botId: string }) {
    this.#workspace = workspace;
    this.#app = app;
  }

  /** A new path for this person in this channel; `message` is the one whose button was pressed. */
  mint(channel: Channel, user: User, message?: Message): string {
    const key = this.#workspace.ids.hex(24);
    this.#entries.set(key, { channel, user, message, at: this.#workspace.now(), uses: 0 });
    return `/response/${this.#workspace.team.id}/${key}`;
  }

  /** Acts on a body posted to a response URL; 404 `used_url` or `expired_url` when it is spent. */
  respond(key: string, body: Json): void {
    const entry = this.#entries.get(key);
    if (!entry || entry.uses >= USES) throw new Refusal('used_url', {}, 404);
    if (this.#workspace.now() - entry.at > LIFE_MS) throw new Refusal('expired_url', {}, 404);
    entry.uses += 1;
    this.answer(entry.channel, entry.user, body, entry.message);
  }

  /** What an acknowledgement body or a response URL says, as a message: ephemeral unless `in_channel`. */
  answer(channel: Channel, user: User, body: Json, message?: Message): void {
    const workspace = this.#workspace;
    const blocks = readBlocks(body.blocks);
    const text = typeof body.text === 'string' ? body.text : '';
    if (body.delete_original && message) {
      remove(workspace, channel, message);
      return;
    }
    if (!text && !blocks) throw new Refusal('no_text');
    const content = { text, blocks: blocks && withIds(blocks, () => workspace.ids.hex(5)) };
    if (body.replace_original && message) {
      edit(workspace, channel, message, content);
      return;
    }
    const hidden = body.response_type !== 'in_channel';
    const thread = typeof body.thread_ts === 'string' ? body.thread_ts : hidden ? message?.thread_ts : undefined;
    post(workspace, channel, {
      ...content,
      user: this.#app.userId,
      bot_id: this.#app.botId,
      app_id: this.#app.id,
      ...(thread && { thread_ts: thread }),
      ...(hidden && { is_ephemeral: true as const, seen_by: user.id }),
    });
  }
}
