import type { Link } from './links.js';

/**
 * One phrase that a link of the chain prints when something fails. Only words of failure: a healthy line has none.
 * The words come from the sources of runc, containerd, moby, kubernetes and the kernel.
 */
export interface Phrase {
  /** A regular expression without unbounded repetition, so that a line is searched in linear time. */
  readonly words: string;
  /** Who prints it; null where several do. */
  readonly says: Link | null;
  /** Where it breaks as far as these words tell; null where they only pass something on. */
  readonly breaks: Link | null;
  /** What that link was doing, or what it means: completes "while ...". */
  readonly doing: string;
  /** Counts only beside another phrase or in a line of the chain's own programs: applications print these words as well. */
  readonly weak?: true;
  /** The words tell who speaks, whichever daemon's journal they stand in: a shim's panic under dockerd. */
  readonly own?: true;
}
