import type { Link } from '../chain/links.js';
import { chainOf, spokenLines } from '../chain/read-chain.js';
import { readReport } from '../report/read-report.js';
import { blankPair, type Pair } from './blank.js';
import { generalise } from './generalise.js';

/** More lines than this and the pattern list is noise; the author picks from the first. */
const MOST_SYMPTOMS = 4;
/** A case keeps this much of what was pasted. */
const MOST_PASTE = 2000;

/**
 * Drafts a signature from the text of a thread or file, which must be redacted already: the lines in which the runtime chain speaks of a failure
 * become patterns with their variable parts generalised, and the text becomes the first case.
 * @returns the pair; undefined when no line of the chain speaks of a failure.
 */
export function draftOf(redacted: string, id: string): Pair | undefined {
  const { lines } = readReport(redacted);
  const spoken = spokenLines(lines);
  const chain = chainOf(spoken);
  if (chain === null) return undefined;
  const breaksAt: Link = chain.breaks_at ?? chain.emitted_by.at(-1) ?? 'host';
  const telling = spoken.filter(({ breaks }) => breaks === chain.breaks_at);
  const patterns = [...new Set((telling.length > 0 ? telling : spoken).map(({ line }) => generalise(line.text)))];
  const symptoms = patterns.slice(0, MOST_SYMPTOMS).map((pattern, index) => ({ id: `words-${index + 1}`, pattern }));
  const paste = (telling[0] ?? spoken[0])?.line.raw ?? redacted;
  return blankPair({
    id,
    breaksAt,
    feltAt: chain.emitted_by[0] ?? breaksAt,
    symptoms,
    paste: paste.slice(0, MOST_PASTE),
  });
}
