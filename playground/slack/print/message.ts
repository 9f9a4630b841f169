import type { Json, Message, SlackFile } from '../model.js';
import { isJson } from '../model.js';
import { printBlocks } from './blocks.js';
import { emoji, printMrkdwn } from './mrkdwn.js';
import { narrower, type Sheet } from './sheet.js';

/** One message as a person sees it: who and when, what it says, its files, what was changed. */
export function printMessage(message: Message, sheet: Sheet): string[] {
  const { paint } = sheet;
  const said = message.blocks?.length ? printBlocks(message.blocks, sheet) : printMrkdwn(message.text, sheet);
  const bars = (message.attachments ?? []).flatMap((attachment) =>
    printAttachment(attachment, narrower(sheet, 2)).map((line) => `${paint.dim('▌')} ${line}`.trimEnd()),
  );
  return [
    head(message, sheet),
    ...said,
    ...bars,
    ...(message.files ?? []).flatMap((file) => printFile(file, sheet)),
    ...reactions(message),
  ];
}

function head(message: Message, { paint, nameOf, timeOf }: Sheet): string {
  const bot = message.bot_id !== undefined;
  const name = message.username ?? nameOf(message.user ?? message.bot_id ?? '');
  const marks = [
    bot ? `${paint.bot(name)} ${paint.dim('APP')}` : paint.name(name),
    paint.dim(timeOf(message.ts)),
    message.edited && paint.dim('(edited)'),
    message.seen_by && paint.dim(`only visible to ${nameOf(message.seen_by)}`),
  ];
  return marks.filter(Boolean).join('  ');
}

function printAttachment(attachment: Json, sheet: Sheet): string[] {
  const text = (key: string) => (typeof attachment[key] === 'string' ? printMrkdwn(attachment[key], sheet) : []);
  const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
  const fields = list(attachment.fields).flatMap((field) =>
    printMrkdwn(`*${String(field.title ?? '')}*  ${String(field.value ?? '')}`, sheet),
  );
  const blocks = printBlocks(list(attachment.blocks), sheet);
  const parts = [
    ...text('pretext'),
    ...text('author_name'),
    ...text('title').map(sheet.paint.bold),
    ...text('text'),
    ...fields,
  ];
  const all = [...parts, ...blocks, ...text('footer').map(sheet.paint.dim)];
  return all.length > 0 ? all : text('fallback');
}

function printFile(file: SlackFile, { paint }: Sheet): string[] {
  const line = `[file] ${paint.bold(file.title)}  ${paint.dim(`${size(file.size)}, ${file.pretty_type}`)}`;
  const preview = file.preview?.split('\n').map((text) => `${paint.dim('┃')} ${paint.code(text)}`) ?? [];
  return [line, ...preview];
}

/** Bytes for people: `340 B`, `12.3 kB`, `4.1 MB`. */
function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const reactions = (message: Message): string[] =>
  message.reactions?.length ? [message.reactions.map(({ name, count }) => `${emoji(name)} ${count}`).join('  ')] : [];
