/**
 * Marks that a chat or a web page puts in front of a line: Markdown fences, quote marks, list bullets that only number
 * the code lines of a blog. The words of the line out; empty where the line was nothing but such a mark.
 */
export function unmark(line: string): string {
  let text = line;
  if (text.startsWith('>') || text.startsWith('&gt;')) text = text.slice(0, 64).replace(QUOTED, '') + text.slice(64);
  let trimmed = text.trimStart();
  if (trimmed.startsWith('*') || trimmed.endsWith('**') || trimmed.startsWith('•')) {
    text = plain(trimmed);
    trimmed = text;
  }
  if (trimmed.startsWith('`')) return unfence(trimmed);
  if (trimmed.endsWith('```')) return trimmed.slice(0, -3);
  if (trimmed.length < 16 && /^(?:[•·▪◦]\s{0,4})?\d{1,5}\.$/.test(trimmed)) return '';
  return text;
}

/** Stars that make a line bold, one that makes it slanted or an item of a list. */
function plain(text: string): string {
  if (text.startsWith('* ') || text.startsWith('• ')) return text.slice(2).trimStart();
  if (text.startsWith('**') || text.endsWith('**'))
    return text.replace(/^\*{2,3}(?=[^*\s])/, '').replace(/([^*\s])\*{2,3}$/, '$1');
  return text.length > 2 && text.endsWith('*') && text.indexOf('*', 1) === text.length - 1 ? text.slice(1, -1) : text;
}

const QUOTED = /^(?:(?:>|&gt;){1,8}(?: |$)){1,8}/;

function unfence(text: string): string {
  if (text.startsWith('```')) {
    const inner = text.slice(3);
    if (/^[\w+-]{0,16}$/.test(inner)) return '';
    return inner.endsWith('```') ? inner.slice(0, -3) : inner;
  }
  return text.length > 2 && text.endsWith('`') && text.indexOf('`', 1) === text.length - 1 ? text.slice(1, -1) : text;
}

const NUMBERED = /^\s{0,12}\d{1,8}(?:[:\t-]\s{0,8}|\s{1,8})(?=\S)/;
const NAMED = /^[\w./+@-]{1,200}:(?:\d{1,8}:)?(?=\S)/;

/** What `grep -n`, `cat -n`, `less -N` or `grep FILE` put before a line; the caller takes it only where a log line follows. */
export function withoutLineNumber(text: string): string | undefined {
  const head = text.slice(0, 240);
  const mark = NUMBERED.exec(head) ?? NAMED.exec(head);
  return mark === null ? undefined : text.slice(mark[0].length);
}

/** A bullet, a bar, `[pod/web-0/app]`, `web-1  |`: what lists and tools that follow several logs put before a line. */
const MARKED = /^(?:[*+|\u2022\u00b7\u2502\u2503-]{1,2}|\[[\w./:@+-]{1,160}\]|[\w./@-]{1,100}\s{0,40}\|)\s{1,8}(?=\S)/;
const SAID = /^[\w./@-]{1,100}:\s{1,8}(?=\S)/;

/** The line without such a mark; the caller takes it only where a log line follows. */
export function withoutMark(text: string): string | undefined {
  const mark = MARKED.exec(text.slice(0, 240));
  return mark === null ? undefined : text.slice(mark[0].length);
}

/** The line without the name of a host or command before it (`vm2: E0829 ...`); the caller takes it only where a log line follows. */
export function withoutSpeaker(text: string): string | undefined {
  const speaker = SAID.exec(text.slice(0, 120));
  return speaker === null ? undefined : text.slice(speaker[0].length);
}
