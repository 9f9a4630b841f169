import { clean } from './clean.js';

/**
 * Lines of a list of changes (release notes, a changelog, titles of merged requests). Their words are those of failures, in the mouth of somebody
 * who tells what a new version does: nothing in them happened here. A line counts where it is written as a change, and says whose: by the number
 * or address of one, by naming what it mends a bug, or by standing among others like it.
 */

/** A list of changes that somebody pastes is shorter; a log is not asked. */
const LONGEST = 65_536;
/** So many items that are written as changes, and they are half of them: a list of changes to its last item. Fewer may tell what somebody did before it failed. */
const LIST = 3;
/** Characters of a line that may have been wrapped. */
const WRAPPED = 60;
/** Lines of one item. */
const MOST_LINES = 12;

const BULLET = /^\s{0,12}(?:>\s{0,2}){0,3}\s{0,12}[-+*\u2022]\s{1,4}(?=\S)/;
const WORD =
  'fix(?:es|ed|ing)?|bug ?fix(?:es)?|add(?:s|ed|ing)?|remov(?:es?|ed|ing)|updat(?:es?|ed|ing)|bump(?:s|ed)?|upgrad(?:es?|ed)|improv(?:es?|ed)|allow(?:s|ed)?|support(?:s|ed)?|document(?:s|ed)?|introduc(?:es?|ed)|deprecat(?:es?|ed)|drop(?:s|ped)?|disabl(?:es?|ed)|enabl(?:es?|ed)|refactor(?:s|ed)?|renam(?:es?|ed)|prevent(?:s|ed)?|avoid(?:s|ed)?|revert(?:s|ed)?|handl(?:es?|ed)|implement(?:s|ed)?|exclud(?:es?|ed)|ignor(?:es?|ed)|resolv(?:es?|ed)|replac(?:es?|ed)|correct(?:s|ed)?|switch(?:es|ed)?|extend(?:s|ed)?|chang(?:es?|ed)';
/** `kubelet: `, `[PR 12](address) - `, `**runc**: `, a commit's address: what stands before the title. */
const BEFORE =
  '(?:\\(?\\[`?[^\\]\\n]{1,40}`?\\](?:\\([^)\\s]{1,200}\\))?\\)?\\s{0,3}[-:]?\\s{1,3}|[`*_]{0,3}[\\w/.-]{1,40}(?:\\([\\w/., -]{1,40}\\))?[`*_]{0,3}!?:\\s{1,3}){0,3}';
const TITLE = new RegExp(`^${BEFORE}(?:${WORD})(?:\\s|\\(|:)`, 'i');
/** `(#123)`, `[#123](address)`, `#123, @somebody`, `(PR 3180)`, `!7014 (Somebody)`, an address of a change. */
const NUMBER =
  /[([]#\d{1,6}\b|#\d{3,6}\)\.?\s{0,2}$|\bby @[\w-]{1,40} in \S|\bPR ?#?\d{2,6}\b|!\d{2,5}(?:\s{0,2}\(|\)?\s{0,2}$)|\]\(\S{1,200}\/(?:pull|commit|issues|merge_requests)\/[0-9a-f]{1,40}\)|\b(?:bsc|boo|bz|rhbz|LP: ?)#\d{4,}/;
const BUGS = '\\b(?:\\s+[^\\s.]{1,40}){0,6}?\\s+(?:bugs?|issues?|regressions?|problems?|races?|leaks?|deadlocks?)\\b';
const MENDS = new RegExp(
  `^${BEFORE}(?:[Ff]ix(?:es|ed)?|[Rr]esolve[sd]?|[Aa]ddress(?:es|ed)|[Cc]orrect(?:s|ed))${BUGS}`,
);
/** Without the mark of an item it may be what a person asks for: that is written `Fix the issue that ...`. */
const MENDED = new RegExp(`^${BEFORE}(?:Fix(?:es|ed)|Resolve[sd]|Corrected)${BUGS}`);

interface Item {
  readonly lines: number[];
  readonly bullet: boolean;
  words: string;
}

/**
 * @param raws the lines of a text as pasted.
 * @returns the indexes of those that belong to a list of changes.
 */
export function changesIn(text: string, raws: readonly string[]): ReadonlySet<number> {
  if (text.length > LONGEST) return NONE;
  const items = itemsOf(raws.map(bare));
  const listed = items.filter(({ bullet }) => bullet);
  const written = listed.filter(({ words }) => TITLE.test(words) || isNumbered(words)).length;
  const all = written >= LIST && written * 2 >= listed.length;
  return new Set(items.flatMap((item) => ((item.bullet && all) || isChange(item) ? item.lines : [])));
}

const NONE: ReadonlySet<number> = new Set();

const isNumbered = (words: string): boolean => NUMBER.test(words.slice(-400));

function isChange({ bullet, words }: Item): boolean {
  if ((bullet ? MENDS : MENDED).test(words)) return true;
  return isNumbered(words) && (bullet || TITLE.test(words));
}

/** A line without what a terminal, an editor or a chat put around it. */
const bare = (raw: string): string =>
  clean(raw)
    .replace(/^\s{0,6}\d{1,6}(?::| {2}|\t)\s?/, '')
    .replace(/^\*\*(.{1,2000})\*\*$/, '$1')
    .replace(/^\* (?=[-+*\u2022] )/, '');

/** The rest of a line that was wrapped: it begins in the middle of a sentence. */
const isRest = (raw: string, before: number): boolean => before >= WRAPPED && /^[a-z(`"'[#]/.test(raw);

/** An item is its line, what is indented below it, and the rest of what was wrapped. */
function itemsOf(raws: readonly string[]): readonly Item[] {
  const items: Item[] = [];
  let open: Item | undefined;
  raws.forEach((raw, index) => {
    const bullet = BULLET.exec(raw)?.[0];
    const below = /^\s+\S/.test(raw) || isRest(raw, raws[index - 1]?.length ?? 0);
    if (bullet === undefined && open !== undefined && below && open.lines.length < MOST_LINES) {
      open.lines.push(index);
      open.words += ` ${raw.trim()}`;
    } else {
      const item = { lines: [index], bullet: bullet !== undefined, words: raw.slice(bullet?.length ?? 0).trim() };
      open = item.bullet ? item : undefined;
      items.push(item);
    }
  });
  return items;
}
