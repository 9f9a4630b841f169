import { setImmediate as breathe } from 'node:timers/promises';
import { findPrivateKeys, findSecretObjects } from './blocks.js';
import { HEADERS } from './headers.js';
import { findByLibrary } from './library.js';
import { PAIRS } from './pairs.js';
import { type Pattern, PLACEHOLDER, replaceSpans, type Span } from './span.js';
import { TOKENS } from './tokens.js';

export interface Redacted {
  readonly text: string;
  /** How many were removed, by kind. */
  readonly counts: Readonly<Record<string, number>>;
}

const PATTERNS: readonly Pattern[] = [...HEADERS, ...PAIRS, ...TOKENS];

/** Large enough to be fast, small enough that the event loop breathes every few milliseconds. */
const CHUNK = 64 * 1024;

function findOwn(text: string, patterns: readonly Pattern[]): Span[] {
  const lower = text.toLowerCase();
  const spans: Span[] = [];
  for (const pattern of patterns) {
    if (pattern.needs.some((literal) => lower.includes(literal))) spans.push(...pattern.find(text));
  }
  return spans;
}

/** A line longer than this is cut at a blank: one endless line must not hold the event loop. */
const LONG_LINE = 4 * CHUNK;

function cutAfter(text: string, from: number): number {
  if (from + CHUNK >= text.length) return text.length;
  const newline = text.indexOf('\n', from + CHUNK);
  const line = newline === -1 ? text.length : newline + 1;
  if (line - from <= LONG_LINE) return line;
  const blank = text.lastIndexOf(' ', from + LONG_LINE);
  return blank > from ? blank : from + LONG_LINE;
}

/** Whole lines, about 64 kB each. */
function* chunks(text: string): Iterable<string> {
  for (let from = 0; from < text.length; ) {
    const to = cutAfter(text, from);
    yield text.slice(from, to);
    from = to;
  }
}

/** Ours starts inside and ends where the library's ends or behind it, give or take a closing quote: what is before ours is a name. */
const within = (mine: Span, theirs: Span): boolean =>
  mine.start >= theirs.start && mine.start < theirs.end && theirs.end - mine.end <= 2;

function counter(): { readonly counts: Record<string, number>; readonly count: (kind: string) => void } {
  const counts: Record<string, number> = {};
  return {
    counts,
    count: (kind) => {
      counts[kind] = (counts[kind] ?? 0) + 1;
    },
  };
}

const withoutBlocks = (text: string, count: (kind: string) => void): string =>
  replaceSpans(text, [...findPrivateKeys(text), ...findSecretObjects(text)], count);

/**
 * Takes secrets out of a text, each replaced by `[redacted KIND]`; everything else stays as it was, byte for byte, and so does a
 * text that was redacted before. Breathes between chunks: safe on the bot's main thread up to the text cap.
 */
export const redact = (text: string): Promise<Redacted> => redactWith(text, PATTERNS);

/** `redact` with more patterns, from the configuration. */
export const openRedact = (extra: readonly Pattern[]): typeof redact =>
  extra.length === 0 ? redact : (text) => redactWith(text, [...PATTERNS, ...extra]);

async function redactWith(text: string, patterns: readonly Pattern[]): Promise<Redacted> {
  const { counts, count } = counter();
  let out = '';
  for (const chunk of chunks(withoutBlocks(text, count))) {
    const own = findOwn(chunk, patterns);
    const library = (await findByLibrary(chunk)).filter(
      // The library takes name and value; ours takes the value alone, so that people still see what it was.
      (span) => !chunk.slice(span.start, span.end).includes(PLACEHOLDER) && !own.some((mine) => within(mine, span)),
    );
    out += replaceSpans(chunk, [...own, ...library], count);
    if (text.length > CHUNK) await breathe();
  }
  return { text: out, counts };
}

/** The same without the library, at once: for log lines and error texts of our own. */
export function redactNow(text: string): string {
  const { count } = counter();
  const clean = withoutBlocks(text, count);
  return replaceSpans(clean, findOwn(clean, PATTERNS), count);
}
