import type { Json } from '../model.js';
import { isJson } from '../model.js';
import { Refusal } from '../refusal.js';
import { BLOCKS, ONLY_IN, type Surface } from './kinds.js';
import { Problems } from './problems.js';

/** 50 blocks in a message, 100 in a modal or Home. */
const MOST: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** Text of all blocks of a message together: Slack answers `msg_blocks_too_long` at about this (bolt-js #2509). */
const MOST_TEXT = 13_200;

/** Reads the blocks of a message; refuses them with the code Slack uses. */
export function readBlocks(value: unknown): Json[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Refusal('invalid_blocks_format');
  const problems = blockProblems(value, 'message');
  if (problems.length > 0)
    throw new Refusal('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((text) => `[ERROR] ${text}`) },
    });
  const blocks = value.filter(isJson);
  if (textLength(blocks) > MOST_TEXT) throw new Refusal('msg_blocks_too_long');
  return blocks;
}

/** Everything wrong with a list of blocks, in Slack's words; empty when Slack would take it. */
export function blockProblems(value: unknown, surface: Surface): string[] {
  const problems = new Problems();
  const seen = new Set<unknown>();
  for (const [index, block] of problems.list(value, '/blocks', MOST[surface], 0).entries()) {
    const at = `/blocks/${index}`;
    const check = BLOCKS[String(block.type)];
    if (!check || !(ONLY_IN[String(block.type)] ?? [surface]).includes(surface)) {
      problems.add(`${at}/type`, `unsupported type: ${String(block.type)}`);
      continue;
    }
    check(block, at, problems, surface);
    if (block.block_id === undefined) continue;
    problems.string(block.block_id, `${at}/block_id`, 255);
    if (seen.has(block.block_id))
      problems.add(`${at}/block_id`, `"${String(block.block_id)}" already exists for another block`);
    seen.add(block.block_id);
  }
  return problems.found;
}

/** Characters of every `text` string inside, at any depth. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isJson(value)) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value))
    sum += key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner);
  return sum;
}

/** Slack names every block and element that came without an id. */
export function withIds(blocks: readonly Json[], mint: () => string): Json[] {
  return blocks.map((block) => {
    const named: Json = { ...block, block_id: block.block_id ?? mint() };
    if (block.type !== 'rich_text' && Array.isArray(block.elements))
      named.elements = block.elements.map((element: unknown) => withActionId(element, mint));
    if (isJson(block.accessory)) named.accessory = withActionId(block.accessory, mint);
    if (isJson(block.element)) named.element = withActionId(block.element, mint);
    return named;
  });
}

const withActionId = (element: unknown, mint: () => string): unknown =>
  isJson(element) && element.type !== 'mrkdwn' && element.type !== 'plain_text' && element.type !== 'image'
    ? { ...element, action_id: element.action_id ?? mint() }
    : element;
