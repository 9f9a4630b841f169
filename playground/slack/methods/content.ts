import type { Args } from '../args.js';
import { readBlocks, withIds } from '../blocks/check.js';
import type { Json, Message } from '../model.js';
import { isJson } from '../model.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';

/** Slack cuts the text of a post here and says so in a warning. */
export const MOST_TEXT = 40_000;

/** https://docs.slack.dev/reference/methods/chat.postMessage: `markdown_text`, and never beside `text` or `blocks`. */
const MOST_MARKDOWN = 12_000;

type Content = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>;

/** Reads what a message says from the arguments of chat.*: blocks, attachments, text, metadata, each refused as Slack does. */
export function readContent(args: Args, world: World): Content {
  const blocks = readBlocks(args.json('blocks'));
  const attachments = readAttachments(args.json('attachments'));
  const markdown = args.text('markdown_text');
  if (markdown !== undefined && (args.text('text') !== undefined || blocks))
    throw new Refusal('markdown_text_conflict');
  if ((markdown?.length ?? 0) > MOST_MARKDOWN) throw new Refusal('msg_too_long');
  const text = args.text('text') ?? markdown ?? '';
  if (!text && !blocks?.length && !attachments?.length) throw new Refusal('no_text');
  return {
    text,
    blocks: blocks?.length ? withIds(blocks, () => world.workspace.ids.hex(5)) : undefined,
    attachments,
    metadata: readMetadata(args.json('metadata')),
  };
}

function readAttachments(value: unknown): Json[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Refusal('invalid_attachments');
  if (value.length > 100) throw new Refusal('too_many_attachments');
  return value.filter(isJson);
}

function readMetadata(value: unknown): Message['metadata'] {
  if (value === undefined) return undefined;
  if (!isJson(value)) throw new Refusal('invalid_metadata_format');
  const { event_type, event_payload } = value;
  if (typeof event_type !== 'string' || !isJson(event_payload)) throw new Refusal('invalid_metadata_format');
  return { event_type, event_payload };
}

/** Drops absent keys, so that a stored message has no `undefined` in it. */
export const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;
