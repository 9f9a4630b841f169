import type { Json } from '../model.js';
import { isJson } from '../model.js';
import { inline, printMrkdwn } from './mrkdwn.js';
import { printRichText } from './rich-text.js';
import type { Sheet } from './sheet.js';
import { columns, pad, wrap } from './wrap.js';

type Print = (block: Json, sheet: Sheet) => string[];

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** A text object as lines. */
function printText(value: unknown, sheet: Sheet): string[] {
  if (!isJson(value)) return [];
  const text = String(value.text ?? '');
  return value.type === 'mrkdwn'
    ? printMrkdwn(text, sheet)
    : text.split('\n').flatMap((line) => wrap(line, sheet.width));
}

/** `[ Collect again ]`, `[ node-7 v ]`. */
function printElement(element: Json, { paint }: Sheet): string {
  const text = isJson(element.text) ? element.text : isJson(element.placeholder) ? element.placeholder : {};
  const words = String(text.text ?? element.alt_text ?? element.type);
  if (element.type === 'image') return `(${words})`;
  if (element.type !== 'button') return `[ ${words} v ]`;
  const tone = element.style === 'danger' ? paint.danger : element.style === 'primary' ? paint.primary : paint.bold;
  return tone(`[ ${words} ]`);
}

const section: Print = (block, sheet) => {
  const lines = [...printText(block.text, sheet), ...fields(list(block.fields), sheet)];
  if (isJson(block.accessory)) lines.push(printElement(block.accessory, sheet));
  return lines;
};

/** Fields two by two where both fit half the width. */
function fields(all: readonly Json[], sheet: Sheet): string[] {
  const half = Math.floor(sheet.width / 2) - 1;
  const texts = all.map((field) => inline(String(field.text ?? '').replaceAll('\n', '  '), sheet));
  if (texts.some((text) => columns(text) > half)) return texts.flatMap((text) => wrap(text, sheet.width));
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += 2)
    lines.push((pad(texts[at] ?? '', half + 2) + (texts[at + 1] ?? '')).trimEnd());
  return lines;
}

const context: Print = (block, sheet) => {
  const words = list(block.elements).map((e) =>
    e.type === 'image' ? `(${String(e.alt_text)})` : inline(String(e.text ?? ''), sheet),
  );
  return words
    .join('  ')
    .split('\n')
    .flatMap((line) => wrap(line, sheet.width))
    .map(sheet.paint.dim);
};

const actions: Print = (block, sheet) =>
  wrap(
    list(block.elements)
      .map((e) => printElement(e, sheet))
      .join('  '),
    sheet.width,
  );

const table: Print = (block, sheet) => {
  const rows = (Array.isArray(block.rows) ? block.rows : []).map((row: unknown) =>
    list(row).map((cell) =>
      cell.type === 'rich_text' ? printRichText(cell, sheet).join(' ') : String(cell.text ?? cell.value ?? ''),
    ),
  );
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ''))));
  return rows.map((row, n) => {
    const line = row
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
    return n === 0 ? sheet.paint.bold(line) : line;
  });
};

const PRINTS: Readonly<Record<string, Print>> = {
  section,
  context,
  actions,
  table,
  rich_text: printRichText,
  header: (block, sheet) => printText(block.text, sheet).map(sheet.paint.bold),
  divider: (_, sheet) => [sheet.paint.dim('─'.repeat(Math.min(sheet.width, 40)))],
  markdown: (block, sheet) =>
    printMrkdwn(
      String(block.text ?? '')
        .replace(/^#+ (.*)$/gm, '*$1*')
        .replaceAll('**', '*'),
      sheet,
    ),
  image: (block) => [`(image: ${String(block.alt_text ?? '')})`],
};

/** Block Kit as lines: headers stand alone, buttons as `[ ... ]`, an unknown block by its name. */
export function printBlocks(blocks: readonly Json[], sheet: Sheet): string[] {
  return blocks.flatMap((block, index) => {
    const lines = PRINTS[String(block.type)]?.(block, sheet) ?? [`(${String(block.type)})`];
    const airy = index > 0 && ['header', 'section', 'actions', 'table'].includes(String(block.type));
    return airy ? ['', ...lines] : lines;
  });
}
