import { type Columns, columnsOf, type End } from './columns.js';
import { beginAlike, beginsError, beginsFresh, beginsRecord } from './fresh.js';
import { isPartial, stamped } from './stamped.js';

/** Longest joined line and most pieces: a terminal cuts an error into a few, never a book. Keeps joining linear. */
const LONGEST = 16_384;
const MOST = 40;

/** Words of the chain in the first half: prose and code are not put together. */
const ERRORISH = /fail|error|caused|OCI runtime|level=|rpc error|probe/i;
/** The error is complete: what comes next is another one. */
const COMPLETE =
  /(?:unknown|exists?|directory|denied|permitted|refused|timeout|timed out|exceeded|pipe|peer|busy|device|argument|EOF|found|closed|unavailable|supported|[.;!?)\]}>。])["'}]*$/;

/** A command that was typed: what comes next is its output. */
const PROMPT = /^(?:[$#%] |\[?[\w.-]{1,32}@[\w.-]{1,64}[: ][^\s\]]{0,60}\]?[$#] )/;

/** What people write under a paste is no rest of it: Slack keeps no mark where the paste ended. */
const COURTESY =
  /^(?:thanks?|thx|ty|cheers|regards|any (?:ideas?|help)|(?:please|pls) (?:help|advise|look)|help(?: (?:me|us|please))?|谢谢|麻烦|请问|求助|感谢)(?![\w:=/.-])[^:]{0,60}$/i;

/** A sentence is complete. */
const STOPPED = /(?:unknown|[.!?。])["'}]*$/;

/** By index of its first piece, how else a line may be put together: without the space that the other has. */
export type Otherwise = ReadonlyMap<number, string>;

/**
 * Puts lines together that a terminal, a mail, a page or a log writer cut. The first of them gets the whole text, the others become
 * empty, so that a phrase is found once. `raws` are the lines as pasted, `texts` the same cleaned; `texts` is changed in place.
 * @returns second readings, where the width does not tell whether a word or a space was cut.
 */
export function joinCut(raws: readonly string[], texts: string[]): Otherwise {
  const columns = columnsOf(raws, texts);
  const otherwise = new Map<number, string>();
  for (let first = 0; first < texts.length; first++) {
    const start = first;
    let text = texts[first] ?? '';
    if (text === '') continue;
    let other = text;
    const partial = isPartial(text);
    const scalar = scalarIndent(raws[first] ?? '');
    for (let pieces = 1; pieces < MOST && text.length < LONGEST; pieces++) {
      const next = texts[first + 1] ?? '';
      if (next === '') break;
      const marked: boolean = !partial && isMarkedAsCut(text);
      if (marked) text = other = text.slice(0, -1);
      const joint = partial
        ? partialJoint(raws[first] ?? '', next)
        : marked
          ? { glue: ' ' as const, tail: next.trim(), unsure: false }
          : jointOf(text, first, raws, next, columns);
      if (joint === undefined || COURTESY.test(next)) break;
      const folded = scalar !== undefined && indentOf(raws[first + 1] ?? '') > scalar;
      const glue = folded ? ' ' : joint.glue;
      text = `${text.trimEnd()}${glue}${joint.tail}`;
      other = `${other.trimEnd()}${joint.unsure && !folded ? '' : glue}${joint.tail}`;
      first++;
      texts[first] = '';
    }
    texts[start] = text;
    if (other !== text) otherwise.set(start, other);
  }
  return otherwise;
}

/** Whoever wrote it down broke an error as a shell breaks a command: by a backslash at the end. */
const isMarkedAsCut = (text: string): boolean =>
  text.endsWith(' \\') && ERRORISH.test(text.slice(0, 4096)) && !PROMPT.test(text.slice(0, 128));

const indentOf = (raw: string): number => raw.length - raw.trimStart().length;

/** Indentation of a key whose quoted value begins here: YAML folds such a value at a space, and indents the rest by more. */
const scalarIndent = (raw: string): number | undefined =>
  /^\s{0,40}(?:- )?[\w-]{1,40}: ['"]/.test(raw.slice(0, 90)) ? indentOf(raw) : undefined;

/** How a line goes on. */
interface Joint {
  readonly glue: '' | ' ';
  readonly tail: string;
  /** The space may have stood in no word: only this line says where the width ends. */
  readonly unsure: boolean;
}

/** A `P` record of the CRI log goes on in the record after it. */
function partialJoint(lastRaw: string, next: string): Joint | undefined {
  const peeled = stamped(next);
  return peeled !== undefined && isPartial(lastRaw) ? { glue: '', tail: peeled.text, unsure: false } : undefined;
}

function jointOf(text: string, at: number, raws: readonly string[], next: string, columns: Columns): Joint | undefined {
  const tail = next.trim();
  if (beginsRecord(tail)) return undefined;
  const head = text.trimEnd();
  const open = isOpen(head);
  // Nearly every line of a log ends here: what the width says is asked of the others only.
  const fresh = beginsFresh(tail);
  if (!open && fresh) return undefined;
  if (!open && gaps(head.slice(-MARGIN)) > 1 && gaps(tail.slice(0, MARGIN)) > 1) return undefined;
  const end = columns.end(at);
  const goesOn = open || (end?.sure === true && /[:,]$/.test(head));
  if ((fresh || (!goesOn && beginsError(tail))) && !(end?.kind === 'cut' && open)) return undefined;
  // Rows of one kind are often of one length: what begins as the line before begins is another row.
  if (
    (!isWidth(end, head, tail) || beginAlike(head, tail)) &&
    !isCut(
      head,
      tail,
      open || leavesOpen(head, raws[at] ?? '', tail) || hangs(text, raws[at + 1] ?? '') || leavesAnswer(head, tail),
    )
  )
    return undefined;
  return { ...glueOf(at, raws, head, tail, columns), tail };
}

/** Blanks that set columns apart: a row of a table that is followed by another was not cut, however wide it is. */
const gaps = (row: string): number => row.match(/\S {2}/g)?.length ?? 0;
const MARGIN = 400;

/** The width ended the line. A line that seems complete needs more than that: it may be as long as the longest by chance. */
function isWidth(end: End | undefined, head: string, tail: string): boolean {
  if (end === undefined) return false;
  const typed = PROMPT.test(head.slice(0, 128));
  // A command that is as long as a screen is wide by chance: its rest has no error in it, its output has.
  if (end.kind === 'cut') return !(typed && end.alone && /: \S/.test(tail.slice(0, 200)));
  // A terminal cuts what was typed at its last column; it does not fold at words.
  if (typed) return false;
  const complete = COMPLETE.test(head.slice(-64));
  if (!end.alone && end.sure) return !STOPPED.test(head.slice(-8)) && !(complete && /^[A-Z]/.test(tail));
  return !complete && (end.sure || (ERRORISH.test(head.slice(0, 4096)) && head.includes(': ')));
}

function isCut(head: string, next: string, open: boolean): boolean {
  return (open || /^[:,] \S/.test(next) || isBroken(head, next)) && ERRORISH.test(head.slice(0, 4096));
}

/** The line ends where no error does: before what it announced, or between two small letters of a chain of errors. */
function isBroken(head: string, next: string): boolean {
  if (head.length < 48) return false;
  const end = head.slice(-16);
  const announces = /(?:caused|desc =|progress:|\()$/.test(end);
  const inWords =
    !announces &&
    /[a-z]$/.test(end) &&
    /^[a-z0-9]/.test(next) &&
    head.includes(': ') &&
    /: |"$/.test(next.slice(0, 400));
  return (announces || inWords) && !COMPLETE.test(head.slice(-64));
}

/** A chain of errors was broken behind a colon: its space still stands there, which no sentence before a paste has. */
const leavesOpen = (head: string, raw: string, next: string): boolean =>
  head.length > 48 && /[^\s:]: $/.test(raw.slice(-3)) && /^(?:[a-z]|Get "|Head "|Post ")/.test(next);

/** The rest of a chain of errors was set below it, further to the right: `Error: crun: creating x:` and its reason. */
const hangs = (head: string, next: string): boolean =>
  /^\W{0,12}(?:error|failed|fatal|panic)\b[^\n]{0,400}: \S/i.test(head) &&
  /[\w"'`)\]]:$/.test(head.trimEnd().slice(-2)) &&
  indentOf(next) > indentOf(head) + 2 &&
  /^\s{1,60}[A-Za-z]/.test(next);

/** What the kernel answered stands alone on the next line: the colon before it ended the line. */
const ANSWER =
  /^(?:[Nn]o such (?:file|device|process)|[Pp]ermission denied|[Oo]peration not (?:permitted|supported)|[Ii]nvalid argument|[Rr]ead-only file system|[Dd]evice or resource busy|[Nn]ot a directory|[Nn]o space left on device|[Ii]nput\/output error|[Rr]esource temporarily unavailable|[Cc]annot allocate memory|[Ff]unction not implemented|[Ee]xec format error)\b/;
const leavesAnswer = (head: string, next: string): boolean =>
  head.length > 24 && /[\w"'`)\]]:$/.test(head.slice(-2)) && ANSWER.test(next);

/** A quoted value that was opened and not closed: logfmt, structured klog, YAML, an error's own quotes. */
function isOpen(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text.charCodeAt(at - 1) !== 92) quotes++;
  }
  if (quotes % 2 === 1) return true;
  if (text.includes('time="') && /\btime="[^"]{10,40}" level=[a-z]{0,8}(?: m?s?g?=?)?$/.test(text.slice(-80)))
    return true;
  const yaml = text.includes(": '") ? /^\s{0,40}[\w-]{1,40}: '/.exec(text.slice(0, 90)) : null;
  return yaml !== null && !text.slice(yaml[0].length).replaceAll("''", '').includes("'");
}

/** Words that begin no longer one and end none: where one stands, nothing was cut. */
const WHOLE =
  /^(?:the|to|of|and|for|it|is|was|not|on|by|with|from|that|before|after|while|because|when|are|be|has|have)(?:[ ,.:;]|$)/;
const last = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

/** Nothing where an id or a word was cut in the middle, a space where it was cut between two words. */
function glueOf(
  at: number,
  raws: readonly string[],
  head: string,
  tail: string,
  columns: Columns,
): Pick<Joint, 'glue' | 'unsure'> {
  const left = /[0-9a-f-]{6,80}$/.exec(head.slice(-80))?.[0] ?? '';
  const right = /^[0-9a-f-]{6,80}/.exec(tail.slice(0, 80))?.[0] ?? '';
  if (/\d/.test(left) && /\d/.test(right) && left.length < 64) return { glue: '', unsure: false };
  // Nobody writes a space before a colon: the line ended there.
  if (/^[:,] \S/.test(tail)) return { glue: '', unsure: false };
  const nextRaw = raws[at + 1] ?? '';
  const end = columns.end(at);
  const indent = nextRaw.length - nextRaw.trimStart().length;
  if (/\s$/.test((raws[at] ?? '').slice(-1))) return { glue: ' ', unsure: false };
  const cut = { glue: indent > columns.layout(at + 1) ? ' ' : '', unsure: false } as const;
  if (end?.kind === 'cut' && !end.alone) return cut;
  // No word holds these: `service 'org.freedesktop`, `cannot be: unknown`.
  if (/[,:;]$/.test(head) || (/[a-z]$/.test(head) && /^["'`(A-Z[]/.test(tail))) return { glue: ' ', unsure: false };
  if (end?.kind === 'cut') return cut;
  const inWord = /\w$/.test(head) && /^\w/.test(tail) && !WHOLE.test(tail) && !WHOLE.test(last(head));
  return { glue: ' ', unsure: end?.alone === true && inWord };
}
