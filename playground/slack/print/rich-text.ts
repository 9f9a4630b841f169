import type { Json } from '../model.js';
import { isJson } from '../model.js';
import { escapeText } from '../typed/text.js';
import { emoji, fence } from './mrkdwn.js';
import { narrower, type Sheet } from './sheet.js';
import { wrap } from './wrap.js';

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** A `rich_text` block: sections, lists, quotes, code. Its texts are not escaped. */
export function printRichText(block: Json, sheet: Sheet): string[] {
  return list(block.elements).flatMap((part) => {
    if (part.type === 'rich_text_preformatted') return fence(escapeText(plain(part)), sheet);
    if (part.type === 'rich_text_list') return items(part, sheet);
    const lines = lined(part, sheet);
    return part.type === 'rich_text_quote' ? lines.map((line) => `${sheet.paint.dim('│')} ${line}`) : lines;
  });
}

function items(part: Json, sheet: Sheet): string[] {
  return list(part.elements).flatMap((item, index) => {
    const mark = part.style === 'ordered' ? `${index + 1}. ` : '• ';
    const indent = '  '.repeat(Number(part.indent ?? 0));
    return lined(item, narrower(sheet, mark.length)).map(
      (line, n) => indent + (n === 0 ? mark : ' '.repeat(mark.length)) + line,
    );
  });
}

const lined = (part: Json, sheet: Sheet): string[] =>
  list(part.elements)
    .map((element) => inline(element, sheet))
    .join('')
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => wrap(line, sheet.width));

function inline(element: Json, { paint, nameOf }: Sheet): string {
  const text = String(element.text ?? '');
  const style = isJson(element.style) ? element.style : {};
  if (element.type === 'link')
    return element.text && !String(element.url).endsWith(text)
      ? `${text} (${paint.link(String(element.url))})`
      : paint.link(text || String(element.url));
  if (element.type === 'user') return paint.link(`@${nameOf(String(element.user_id))}`);
  if (element.type === 'channel') return paint.link(`#${nameOf(String(element.channel_id))}`);
  if (element.type === 'usergroup') return paint.link(`@${nameOf(String(element.usergroup_id))}`);
  if (element.type === 'broadcast') return paint.link(`@${String(element.range)}`);
  if (element.type === 'emoji') return emoji(String(element.name));
  if (style.code) return paint.code(`\`${text}\``);
  return style.bold ? paint.bold(text) : text;
}

const plain = (part: Json): string =>
  list(part.elements)
    .map((e) => String(e.text ?? e.url ?? ''))
    .join('');
