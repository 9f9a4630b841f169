import type { Line } from '../report/report.js';
import { type Errno, errnoIn } from './errnos.js';
import type { Link } from './links.js';
import { type Layer, layersOf } from './nested.js';
import { type Look, NEXT_LOOKS } from './next-looks.js';
import { type Found, phrasesIn } from './phrases.js';
import { deepest, type Spoken, spokenLines } from './read-chain.js';

/** One layer of a nested error. */
export interface Segment {
  /** Who prints these words; null where the words are anybody's. */
  readonly link: Link | null;
  readonly words: string;
  /** Completes "while ..."; null where the words are not in the table. */
  readonly meaning: string | null;
}

/** An error taken apart, for a text that no signature knows. It explains the words; it knows no cause. */
export interface Anatomy {
  /** 1-based line of the report. */
  readonly line: number;
  readonly segments: readonly Segment[];
  readonly errno: Errno | null;
  /** The link to look at first: the innermost that the words support, else the innermost that speaks. */
  readonly guilty: Link;
  /** Read-only commands for that link. */
  readonly checks: readonly Look[];
}

/** Layers shown at most, and characters of each: a reply must stay readable. */
const MOST_SEGMENTS = 16;
const MOST_WORDS = 300;

/**
 * Lines of a report in, the anatomy of its most telling error out: who said what, what the last word means, where to look.
 * Null where no link of the chain speaks of a failure. Pure.
 */
export const anatomy = (lines: readonly Line[]): Anatomy | null => anatomyOf(spokenLines(lines));

/** `anatomy` of lines that were looked through already. */
export function anatomyOf(spoken: readonly Spoken[]): Anatomy | null {
  const telling = deepest(spoken);
  if (telling === undefined) return null;
  const text = telling.line.text.slice(0, 8192);
  const layers = layersOf(text);
  const innermost = telling.found.findLast(({ says }) => says !== null)?.says;
  const guilty = telling.breaks ?? innermost ?? [...telling.links].at(-1) ?? 'host';
  return {
    line: telling.line.number,
    segments: layers
      .slice(0, MOST_SEGMENTS)
      .map((layer, index) => segment(layer, layers[index + 1]?.at, telling.found)),
    errno: errnoIn(text, guilty),
    guilty,
    checks: NEXT_LOOKS[guilty],
  };
}

/** A phrase may reach over the border of two layers (`cgroups: cannot find`), then its place in the whole line tells. */
function segment({ words, at }: Layer, end: number | undefined, found: readonly Found[]): Segment {
  const reaching = found.findLast((phrase) => phrase.at >= at && phrase.at < (end ?? Number.POSITIVE_INFINITY));
  const phrase = phrasesIn(`${words}: `).at(-1) ?? reaching;
  const meaning = words === 'unknown' ? 'ending an error that has no gRPC code of its own' : null;
  return {
    link: phrase?.says ?? phrase?.phrase.breaks ?? null,
    words: words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words,
    meaning: phrase?.phrase.doing ?? meaning,
  };
}
