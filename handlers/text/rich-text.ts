import { z } from 'zod';
import { tidyPaste, unescapeEntities } from './slack-text.js';

/**
 * Rich text blocks hold what was typed without markup, so they are preferred to `text`. Unknown element types are
 * skipped: Slack adds new ones without notice, and a paste must never be lost for that.
 */

interface Element {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly name?: string;
  readonly user_id?: string;
  readonly channel_id?: string;
  readonly usergroup_id?: string;
  readonly range?: string;
  readonly fallback?: string;
  readonly elements?: readonly Element[];
}

const element: z.ZodType<Element> = z.lazy(() =>
  z.looseObject({
    type: z.string(),
    text: z.string().optional(),
    url: z.string().optional(),
    name: z.string().optional(),
    user_id: z.string().optional(),
    channel_id: z.string().optional(),
    usergroup_id: z.string().optional(),
    range: z.string().optional(),
    fallback: z.string().optional(),
    elements: z.array(element).optional(),
  }),
);
const richText = z.looseObject({ type: z.literal('rich_text'), elements: z.array(element) });

/**
 * @param blocks the `blocks` of a message, as they came
 * @param text its `text`; tells whether this workspace's blocks are escaped as the text is
 * @returns what was typed, or '' where no rich text holds any.
 */
export function richTextTyped(blocks: readonly unknown[], text = ''): string {
  const parts: string[] = [];
  for (const block of blocks) {
    const parsed = richText.safeParse(block);
    if (parsed.success) for (const part of parsed.data.elements) parts.push(written(part).replace(/\n$/, ''));
  }
  const joined = parts.join('\n');
  // Slack's text has `&amp;lt;` where `&lt;` was typed; if it has `&lt;` only, the block was escaped once as well.
  const escaped = /&(lt|gt|amp);/.test(joined) && !/&amp;(lt|gt|amp);/.test(text);
  return tidyPaste(escaped ? unescapeEntities(joined) : joined);
}

function written(part: Element): string {
  switch (part.type) {
    case 'text':
      return part.text ?? '';
    case 'link':
      return part.text || part.url || '';
    case 'user':
      return `@${part.user_id ?? ''}`;
    case 'usergroup':
      return `@${part.usergroup_id ?? ''}`;
    case 'channel':
      return `#${part.channel_id ?? ''}`;
    case 'broadcast':
      return `@${part.range ?? ''}`;
    case 'emoji':
      return `:${part.name ?? ''}:`;
    case 'date':
      return part.fallback ?? '';
    case 'rich_text_list':
      return (part.elements ?? []).map(written).join('\n');
    default:
      return (part.elements ?? []).map(written).join('');
  }
}
