import { z } from 'zod';
import { richTextTyped } from './rich-text.js';
import { typedText } from './slack-text.js';

/** The parts of a Slack message that we read; everything else is let through unread. */
export const slackMessage = z.looseObject({
  ts: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  app_id: z.string().optional(),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  text: z.string().nullish(),
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  files: z.array(z.unknown()).nullish(),
});
export type SlackMessage = z.infer<typeof slackMessage>;

const text = z.union([z.string(), z.looseObject({ text: z.string() }).transform((o) => o.text)]);
const block = z.looseObject({
  type: z.string(),
  text: text.optional(),
  fields: z.array(text).optional(),
  elements: z.array(z.looseObject({ text: text.optional() })).optional(),
});
const attachment = z.looseObject({
  author_name: z.string().nullish(),
  /** A forwarded message or a preview of one: its author is whoever wrote that. */
  is_msg_unfurl: z.boolean().nullish(),
  is_share: z.boolean().nullish(),
  pretext: z.string().nullish(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  fallback: z.string().nullish(),
  footer: z.string().nullish(),
  fields: z.array(z.looseObject({ title: z.string().nullish(), value: z.string().nullish() })).nullish(),
  blocks: z.array(z.unknown()).nullish(),
});

/**
 * Everything a message says, as typed: its text or rich text, then what alert bots put into blocks, attachments and fields.
 * A line that was said already is not said twice (bots repeat their text as a fallback).
 */
export function messageText(message: SlackMessage): string {
  const plain = message.text ?? '';
  const typed = richTextTyped(message.blocks ?? [], plain) || typedText(plain);
  const parts = [typed, ...blockTexts(message.blocks ?? [])];
  for (const raw of message.attachments ?? []) parts.push(...attachmentTexts(raw));
  return withoutRepeats(parts);
}

function blockTexts(blocks: readonly unknown[]): string[] {
  return blocks.flatMap((raw) => {
    const parsed = block.safeParse(raw);
    if (!parsed.success || parsed.data.type === 'rich_text' || parsed.data.type === 'actions') return [];
    const { text: main, fields = [], elements = [] } = parsed.data;
    return [main, ...fields, ...elements.map((e) => e.text)].flatMap((t) => (t ? [typedText(t)] : []));
  });
}

function attachmentTexts(raw: unknown): string[] {
  const parsed = attachment.safeParse(raw);
  if (!parsed.success) return [];
  const {
    pretext,
    title,
    text: body,
    fallback,
    footer,
    fields,
    blocks,
    author_name,
    is_msg_unfurl,
    is_share,
  } = parsed.data;
  // Opsgenie says there what became of the alert.
  const author = is_msg_unfurl || is_share ? undefined : author_name;
  const said = [pretext, author, title, body].flatMap((t) => (t ? [typedText(t)] : []));
  for (const { title: name, value } of fields ?? []) said.push(typedText(`${name ? `${name}: ` : ''}${value ?? ''}`));
  said.push(...blockTexts(blocks ?? []), richTextTyped(blocks ?? []));
  if (said.join('').trim() === '' && fallback) said.push(typedText(fallback));
  if (footer) said.push(typedText(footer));
  return said;
}

function withoutRepeats(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    const trimmed = part.trim();
    if (trimmed !== '' && !kept.some((earlier) => earlier.includes(trimmed))) kept.push(part.replace(/\s+$/, ''));
  }
  return kept.join('\n');
}
