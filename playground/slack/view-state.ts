import type { Json } from './model.js';
import { isJson } from './model.js';

type Found = { readonly element: Json; readonly blockId: string; readonly block: Json };
type Values = Readonly<Record<string, string | readonly string[]>>;

/** Every interactive element of a list of blocks. */
export function elementsOf(blocks: readonly Json[]): Found[] {
  return blocks.flatMap((block) => {
    const inner: unknown[] = [block.accessory, block.element];
    if (block.type === 'actions' && Array.isArray(block.elements)) inner.push(...block.elements);
    return inner.filter(isJson).map((element) => ({ element, blockId: String(block.block_id), block }));
  });
}

export const findElement = (blocks: readonly Json[], actionId: string): Found | undefined =>
  elementsOf(blocks).find(({ element }) => element.action_id === actionId);

const option = (element: Json, value: string): Json => {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isJson) : [element];
  const listed = groups.flatMap(({ options }) => (Array.isArray(options) ? options.filter(isJson) : []));
  const found = listed.find((one) => one.value === value);
  if (!found && !String(element.type).includes('external') && listed.length > 0)
    throw new Error(`${String(element.action_id)} offers no option ${value}`);
  return found ?? { text: { type: 'plain_text', text: value }, value };
};

/** What an element says in a payload once a person chose `value`; without one, its initial state. */
export function picked(element: Json, value?: string | readonly string[]): Json {
  const type = String(element.type);
  const one = typeof value === 'string' ? value : value?.[0];
  const many = typeof value === 'string' ? [value] : (value ?? []);
  if (type === 'button') return { type, ...(element.value !== undefined && { value: element.value }) };
  if (type.endsWith('_input')) return { type, value: one ?? element.initial_value ?? null };
  if (type === 'checkboxes' || type.startsWith('multi_'))
    return {
      type,
      selected_options: value === undefined ? (element.initial_options ?? []) : many.map((v) => option(element, v)),
    };
  if (type === 'users_select') return { type, selected_user: one ?? element.initial_user ?? null };
  if (type === 'conversations_select') return { type, selected_conversation: one ?? null };
  if (type === 'channels_select') return { type, selected_channel: one ?? null };
  return { type, selected_option: one === undefined ? (element.initial_option ?? null) : option(element, one) };
}

/** The `state` of a view. With `sending`, a required input left empty is refused, as the client does. */
export function state(blocks: readonly Json[], values: Values, sending = false): { values: Json } {
  const all: Record<string, Json> = {};
  for (const { element, blockId, block } of elementsOf(blocks)) {
    if (element.type === 'button') continue;
    const id = String(element.action_id);
    const said = picked(element, values[id]);
    const empty = Object.entries(said).every(
      ([key, v]) => key === 'type' || v === null || (Array.isArray(v) && v.length === 0),
    );
    if (sending && empty && block.type === 'input' && block.optional !== true)
      throw new Error(`Slack's client would not send this: ${id} is required`);
    all[blockId] = { ...all[blockId], [id]: said };
  }
  const unknown = Object.keys(values).filter((id) => !findElement(blocks, id));
  if (unknown.length > 0) throw new Error(`no input ${unknown.join(', ')} in this view`);
  return { values: all };
}
