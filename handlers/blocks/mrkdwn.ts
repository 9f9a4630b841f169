/**
 * Text into Slack's mrkdwn so that nothing pasted can mention anybody, make a link or break out of its code span.
 * Sections are sent with `verbatim: true`, so Slack links nothing by itself either.
 */

/** Escapes Slack's three control characters: after this no `<!channel>` or `<@U1>` is left. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A sentence: escaped, and unable to open a fence that swallows what follows. */
export function prose(text: string): string {
  return escaped(text.replaceAll('```', "'''"));
}

/** Captured text as one code span of at most `most` characters; line breaks become spaces. */
export function code(text: string, most = 160): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return line === '' ? '`(empty)`' : `\`${escaped(cut(line, most))}\``;
}

/** A command or several lines, whole, in a fence. Never cut: what does not fit goes to the file. */
export function fence(text: string): string {
  // Three backticks would close the fence; invisible spaces between them keep them readable.
  return `\`\`\`\n${escaped(text.trimEnd().replace(/`{3,}/g, (run) => [...run].join('\u200b')))}\n\`\`\``;
}

/** A link of our own making: https only, from the knowledge. */
export function link(url: string, label: string): string {
  const address = escaped(url).replaceAll('|', '%7C');
  return `<${address}|${escaped(label).replaceAll('|', '/')}>`;
}

/** For the `text` of a message (notifications): escaped, and words that call everybody are broken. */
export function notification(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim()).replace(/@(here|channel|everyone)\b/gi, '@\u200b$1');
}

/** At most `most` characters (never half of a surrogate pair), with an ellipsis where something is missing. */
export function cut(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}
