import type { Json } from '../model.js';
import type { Token } from './tokens.js';

/** The `rich_text` block that the client sends along with every typed message. Its texts are not escaped. */
export function toRichText(tokens: readonly Token[], blockId: string): Json {
  const elements: Json[] = [];
  let section: Json[] = [];
  const close = () => {
    if (section.length > 0) elements.push({ type: 'rich_text_section', elements: section });
    section = [];
  };
  for (const token of tokens) {
    if (token.kind !== 'pre') {
      section.push(inline(token));
      continue;
    }
    close();
    elements.push({ type: 'rich_text_preformatted', border: 0, elements: [{ type: 'text', text: token.text }] });
  }
  close();
  return { type: 'rich_text', block_id: blockId, elements };
}

function inline(token: Token): Json {
  if (token.kind === 'code') return { type: 'text', text: token.text, style: { code: true } };
  if (token.kind === 'link') return { type: 'link', url: token.url, ...(token.text && { text: token.text }) };
  if (token.kind === 'user') return { type: 'user', user_id: token.id };
  if (token.kind === 'usergroup') return { type: 'usergroup', usergroup_id: token.id };
  if (token.kind === 'channel') return { type: 'channel', channel_id: token.id };
  if (token.kind === 'broadcast') return { type: 'broadcast', range: token.range };
  return { type: 'text', text: token.text };
}
