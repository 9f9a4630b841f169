import type { Json } from '../model.js';
import { isJson } from '../model.js';
import { checkElement } from './elements.js';
import type { Problems } from './problems.js';

export type Surface = 'message' | 'modal' | 'home';
export type BlockCheck = (block: Json, at: string, problems: Problems, surface: Surface) => void;

const section: BlockCheck = (block, at, problems) => {
  if (block.text === undefined && block.fields === undefined)
    problems.add(at, 'missing required field: text or fields');
  if (block.text !== undefined) problems.text(block.text, `${at}/text`, 3000, true);
  if (block.fields !== undefined)
    for (const [index, field] of problems.list(block.fields, `${at}/fields`, 10).entries())
      problems.text(field, `${at}/fields/${index}`, 2000, true);
  if (isJson(block.accessory)) checkElement(block.accessory, `${at}/accessory`, problems);
};

const context: BlockCheck = (block, at, problems) => {
  for (const [index, element] of problems.list(block.elements, `${at}/elements`, 10).entries())
    if (element.type === 'image') checkElement(element, `${at}/elements/${index}`, problems);
    else problems.text(element, `${at}/elements/${index}`, 2000, true);
};

const elements =
  (max: number): BlockCheck =>
  (block, at, problems) => {
    const seen = new Set<unknown>();
    for (const [index, element] of problems.list(block.elements, `${at}/elements`, max).entries()) {
      checkElement(element, `${at}/elements/${index}`, problems);
      if (element.action_id !== undefined && seen.has(element.action_id))
        problems.add(`${at}/elements/${index}/action_id`, `"${String(element.action_id)}" already exists`);
      seen.add(element.action_id);
    }
  };

const input: BlockCheck = (block, at, problems) => {
  problems.text(block.label, `${at}/label`, 2000);
  if (block.hint !== undefined) problems.text(block.hint, `${at}/hint`, 2000);
  if (isJson(block.element)) checkElement(block.element, `${at}/element`, problems);
  else problems.add(`${at}/element`, 'must provide an object');
};

const RICH = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];

const richText: BlockCheck = (block, at, problems) => {
  for (const [index, part] of problems.list(block.elements, `${at}/elements`, Number.POSITIVE_INFINITY).entries())
    if (!RICH.includes(String(part.type)))
      problems.add(`${at}/elements/${index}/type`, `unsupported type: ${String(part.type)}`);
    else problems.list(part.elements, `${at}/elements/${index}/elements`, Number.POSITIVE_INFINITY, 0);
};

const image: BlockCheck = (block, at, problems) => {
  if (block.slack_file === undefined) problems.string(block.image_url, `${at}/image_url`, 3000);
  problems.string(block.alt_text, `${at}/alt_text`, 2000);
};

const table: BlockCheck = (block, at, problems) => {
  if (!Array.isArray(block.rows) || block.rows.length < 1) return problems.add(`${at}/rows`, 'must be an array');
  if (block.rows.length > 100) problems.add(`${at}/rows`, 'no more than 100 items allowed');
  for (const [index, row] of block.rows.entries()) problems.list(row, `${at}/rows/${index}`, 20);
};

const header: BlockCheck = (block, at, problems) => problems.text(block.text, `${at}/text`, 150);
const markdown: BlockCheck = (block, at, problems) => problems.string(block.text, `${at}/text`, 12_000);
const anything: BlockCheck = () => {};

/** One check per block type that Slack knows; the ones the house does not send are let through unread. */
export const BLOCKS: Readonly<Record<string, BlockCheck>> = {
  section,
  context,
  header,
  markdown,
  image,
  input,
  table,
  divider: anything,
  actions: elements(25),
  context_actions: elements(5),
  rich_text: richText,
  file: anything,
  video: anything,
  alert: anything,
  card: anything,
  carousel: anything,
  container: anything,
  data_table: anything,
  task_card: anything,
  plan: anything,
};

/** Blocks that only one kind of surface takes. */
export const ONLY_IN: Readonly<Record<string, readonly Surface[]>> = {
  table: ['message'],
  markdown: ['message'],
  file: ['message'],
};
