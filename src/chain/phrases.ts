import { CONTAINERD_PHRASES } from './containerd-phrases.js';
import { DAEMON_PHRASES } from './daemon-phrases.js';
import { GROUND_PHRASES } from './ground-phrases.js';
import { INIT_PHRASES } from './init-phrases.js';
import { KUBELET_PHRASES } from './kubelet-phrases.js';
import type { Link } from './links.js';
import type { Phrase } from './phrase.js';
import { RUNC_PHRASES } from './runc-phrases.js';

/** From the outside in. */
const TABLES: readonly (readonly Phrase[])[] = [
  KUBELET_PHRASES,
  DAEMON_PHRASES,
  CONTAINERD_PHRASES,
  RUNC_PHRASES,
  INIT_PHRASES,
  GROUND_PHRASES,
];
export const PHRASES: readonly Phrase[] = TABLES.flat();

const COMPILED = PHRASES.map((phrase) => ({ phrase, pattern: new RegExp(phrase.words, 'g') }));
/** One alternation a table: the engine skips faster over a line with few words to look for than with all of them at once. */
const ANY = TABLES.map((table) => new RegExp(table.map(({ words }) => words).join('|')));
/** A line is read this far; nested errors are long, but not longer. */
const FAR = 8192;
/** dockershim answers the kubelet in the CRI's form; these words show that dockerd stands behind it. */
const BEHIND_DOCKERSHIM = /Error response from daemon|[Nn]etworkPlugin cni|sandbox container "|Docker/;

export interface Found {
  readonly phrase: Phrase;
  /** The link that speaks here; differs from the phrase's where the rest of the line tells dockershim from a CRI runtime. */
  readonly says: Link | null;
  /** Where its last occurrence begins: nested errors get deeper to the right. */
  readonly at: number;
}

/** The phrases in one line, leftmost first. Empty for a line without a word of failure. */
export function phrasesIn(line: string): readonly Found[] {
  const text = line.length > FAR ? line.slice(0, FAR) : line;
  if (!ANY.some((words) => words.test(text))) return [];
  const docker = BEHIND_DOCKERSHIM.test(text);
  const found: Found[] = [];
  for (const { phrase, pattern } of COMPILED) {
    let at = -1;
    for (const match of text.matchAll(pattern)) at = match.index;
    if (at >= 0) found.push({ phrase, says: phrase.says === 'cri' && docker ? 'dockershim' : phrase.says, at });
  }
  return found.sort((a, b) => a.at - b.at);
}
