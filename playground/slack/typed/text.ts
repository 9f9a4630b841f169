import type { Token } from './tokens.js';

/** Slack escapes exactly these three. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a phone or a Mac makes of straight quotes and double hyphens while one types. */
export function smarten(text: string): string {
  return text
    .replace(/(^|[\s([{=:])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{=:])'/g, '$1‘')
    .replaceAll("'", '’')
    .replaceAll('--', '—');
}

/** The `text` field of the message: escaped, links and names in angle brackets. */
export function toText(tokens: readonly Token[]): string {
  return tokens
    .map((token, index) => one(token) + (token.kind === 'pre' && index < tokens.length - 1 ? '\n' : ''))
    .join('');
}

function one(token: Token): string {
  if (token.kind === 'text') return escapeText(token.text);
  if (token.kind === 'code') return `\`${linked(token.text)}\``;
  if (token.kind === 'pre') return `\`\`\`${linked(token.text)}\`\`\``;
  if (token.kind === 'link') return `<${escapeText(token.url)}${token.text ? `|${escapeText(token.text)}` : ''}>`;
  if (token.kind === 'user') return `<@${token.id}>`;
  if (token.kind === 'usergroup') return `<!subteam^${token.id}|@${token.text}>`;
  if (token.kind === 'channel') return `<#${token.id}|${token.text}>`;
  return `<!${token.range}>`;
}

/** URLs inside code are marked, too. */
const linked = (code: string): string =>
  escapeText(code).replace(/https?:\/\/[^\s`|"')]*[^\s`|"').,;]/g, (url) => `<${url}>`);
