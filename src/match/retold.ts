import { beginsError, beginsFresh } from '../report/fresh.js';
import type { Line } from '../report/report.js';
import type { Hit } from './hit.js';

/** A title, a chat message, a few lines out of a mail. What is longer was copied from a log, in the letters and lines of its program. */
const LONGEST = 2048;

/** What is found in other letters has to be a phrase: "link is down" is anybody's, "Link is Down" the kernel's. */
const PHRASE = { characters: 24, words: 3 } as const;

/** Nobody folds a text more narrowly. */
const NARROWEST = 40;

/** What is numbered by `cat -n` or `grep -n`, a field of a status or a description, the head of a unit's: each is a line of its own. */
const OWN_LINE =
  /^(?:\d{1,8}(?:[:\t]|\s{2})|[A-Z][\w ]{1,24}: |[\w@.-]{1,100}\.(?:service|socket|mount|slice|scope) - )/;

/**
 * How people retell an error: begun with a capital or all in small letters (asked by a matcher blind to case), and folded into lines by whatever
 * they wrote it in.
 * @returns readings of a short paste, each to be asked by itself: its lines, and those that may be one as one. None where it is too long to be retold.
 */
export function retold(lines: readonly Line[]): readonly (readonly Line[])[] {
  const said = lines.filter((line) => line.text.trim() !== '');
  if (said.reduce((sum, line) => sum + line.text.length, 0) > LONGEST) return [];
  const whole = unfolded(said);
  return whole.length === 0 ? [said] : [said, whole];
}

function unfolded(said: readonly Line[]): Line[] {
  const whole: Line[] = [];
  let before: string | undefined;
  let folds = 0;
  for (const line of said) {
    const text = line.text.trim();
    const last = whole.at(-1);
    const begins = beginsFresh(text) || beginsError(text) || OWN_LINE.test(text);
    const goesOn = (before?.length ?? 0) >= NARROWEST && !begins;
    before = text;
    if (last !== undefined && goesOn) {
      whole[whole.length - 1] = { ...last, text: `${last.text} ${text}` };
      folds++;
    } else whole.push({ ...line, text });
  }
  return folds === 0 ? [] : whole.filter(({ text }) => text.length > NARROWEST);
}

/** Whether a hit in such words is more than a chance. */
export function isTelling({ line, span }: Hit): boolean {
  const told = line.text.slice(span.from, span.to);
  return told.length >= PHRASE.characters && (told.match(/[A-Za-z]{2,}/g)?.length ?? 0) >= PHRASE.words;
}
