import { isSearchedOrWritten, isTalk, type Mention, mentionOf } from '../report/mention.js';
import type { Hit } from './hit.js';

/**
 * @returns how the line of a hit only names its words; undefined where it tells them. Words that were only found
 *   retold prove nothing either. A text that was taken out of its line (what docker's
 *   API answered a client) is asked of the line as it was pasted too.
 */
export function mentionedBy({ line: { text, raw }, span, retold }: Hit): Mention | undefined {
  if (retold) return 'retold';
  const mention = mentionOf(text, span.from, span.to);
  if (mention !== undefined || raw === text) return mention;
  const words = text.slice(span.from, span.to);
  const at = raw.indexOf(words);
  return at < 0 ? undefined : mentionOf(raw, at, at + words.length);
}

/** False where the words of a hit are source code, what somebody looks for, or talk of no failure now: then nothing at all is told. */
export const isTold = ({ line: { text, raw }, span }: Hit): boolean => {
  if (isTalk(text) || isSearchedOrWritten(text, span.from)) return false;
  const at = raw === text ? -1 : raw.indexOf(text.slice(span.from, span.to));
  return at < 0 || !isSearchedOrWritten(raw, at);
};
