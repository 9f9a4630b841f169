/**
 * What a human pasted, as it was in the terminal: Slack's escaping, link markup, smart punctuation and fences undone.
 * Pure. Mentions become inert words (`@U1`, `#name`), never markup again.
 */

// Slack escapes every `<` and `>` that was typed, so a raw `<...>` is always Slack's own markup.
const MARKUP = /<([^<>\n]*)>/g;

/** @param text the `text` of a Slack message; @returns what was typed, without fences. */
export function typedText(text: string): string {
  return tidyPaste(withoutFences(unescapeEntities(text.replace(MARKUP, (_, inner: string) => withoutMarkup(inner)))));
}

/** Undoes `&lt; &gt; &amp;` once: `&amp;lt;` was typed as `&lt;`. */
export function unescapeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

/** Straight quotes, plain spaces, double hyphens: what phones and editors "improve" on the way. */
export function tidyPaste(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[\u200b\u200c\u2060\ufeff]/g, '')
    .replaceAll('\u2014', '--');
}

function withoutMarkup(inner: string): string {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1);
  if (target.startsWith('@')) return `@${label || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!date^')) return label;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0] ?? ''}`;
  return label || target.replace(/^mailto:/, '');
}

// A fence opens or closes a line; one in the middle of a line belongs to the text.
function withoutFences(text: string): string {
  return text.replace(/^[ \t]*```[ \t]*\n?/gm, '').replace(/[ \t]*```[ \t]*$/gm, '');
}
