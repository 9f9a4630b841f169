import { beginAlike, beginsError, beginsFresh } from './fresh.js';

/** What the width of a screen says about the end of a line. */
export interface End {
  readonly kind: 'cut' | 'folded';
  readonly sure: boolean;
  readonly alone: boolean;
}

/** How the lines of a paste lie on a screen: what a limit on the width, of a terminal or a mail, left of longer ones. */
export interface Columns {
  /**
   * Whether line `at` ends where the width ended it. `cut`: at the last column, wherever in a word that was. `folded`: at a space, for the
   * first word of the next line did not fit. `sure`: a usual width, or other lines of the block, say that the width ended it. `alone`: no other
   * line says which of the two it was.
   */
  end(at: number): End | undefined;
  /** White space before line `at` that is layout, not text: the indentation of the block and of continuations. */
  layout(at: number): number;
}

/** Narrower is a table or a poem, wider is no screen. */
const NARROWEST = 40;
const WIDEST = 240;
/** Columns of screens and printers. */
const SCREENS: ReadonlySet<number> = new Set([80, 100, 120, 132, 160, 200]);
/** Where mail programs and editors fold, besides: a little before a screen ends. */
const FOLDS: readonly number[] = [72, 76, 78, 96, 98, 116, 118, 128, 130, 156, 158, ...SCREENS];

interface Row {
  readonly indent: number;
  /** Columns from the block's left edge to the last character, trailing spaces included. */
  readonly columns: number;
  /** The same without the row's own indentation. */
  readonly content: number;
  /** Columns as pasted, with everything that stands before it. */
  readonly pasted: number;
  /** Length of its first word. */
  readonly first: number;
  /** Without white space around it. */
  readonly text: string;
  /** It holds no space: even a program that folds has to cut it. */
  readonly oneWord: boolean;
}

interface Widths {
  readonly columns: Width;
  readonly content: Width;
}

interface Block extends Widths {
  readonly rows: readonly Row[];
  readonly from: number;
  /** Indentation that all rows share. */
  readonly left: number;
  readonly votes: { readonly cuts: number; readonly folds: number };
  /** Least additional indentation of rows that are indented by two or more: how far continuations hang. */
  readonly hang: number;
}

/** The longest row, and whether rows of several beginnings are as long. */
interface Width {
  readonly most: number;
  readonly several: boolean;
}

/** A screen or two; a log of a million lines is not looked at whole to join three. */
const MOST_ROWS = 200;

/** More than the scrollback of a terminal holds (2,000 to 10,000 lines unless it is set): a file, whose lines no width ended. */
const MOST_OF_A_SCREEN = 20_000;
const NO_WIDTH: Columns = { end: () => undefined, layout: () => 0 };

/**
 * @param raws lines as pasted
 * @param texts the same, cleaned and without quote marks; empty lines and overlong ones part blocks
 * @returns answers for lines asked in ascending order. A block begins at the first line asked for.
 */
export function columnsOf(raws: readonly string[], texts: readonly string[]): Columns {
  if (texts.length > MOST_OF_A_SCREEN) return NO_WIDTH;
  let block: Block | undefined;
  const blockAt = (at: number): Block | undefined => {
    if (block !== undefined && at >= block.from && at < block.from + block.rows.length) return block;
    let to = at;
    while (to < texts.length && to - at < MOST_ROWS && fits(texts[to])) to++;
    block = to - at > 1 ? blockOf(raws, texts, at, to) : undefined;
    return block;
  };
  return {
    end(at) {
      const found = blockAt(at);
      const row = found?.rows[at - found.from];
      const next = found?.rows[at + 1 - found.from];
      return found === undefined || row === undefined || next === undefined ? undefined : endOf(row, next, found);
    },
    layout(at) {
      const row = block?.rows[at - block.from];
      return block === undefined || row === undefined ? 0 : block.left + (row.indent >= block.hang ? block.hang : 0);
    },
  };
}

const fits = (text: string | undefined): boolean => text !== undefined && text !== '' && text.length <= WIDEST;

function blockOf(raws: readonly string[], texts: readonly string[], from: number, to: number): Block {
  let left = WIDEST;
  for (let at = from; at < to; at++) left = Math.min(left, indentOf(texts[at] ?? ''));
  const rows: Row[] = [];
  for (let at = from; at < to; at++) {
    const raw = raws[at] ?? '';
    const pasted = raw.trimEnd().length;
    const trailing = Math.min(1, raw.length - pasted);
    const text = texts[at] ?? '';
    const indent = indentOf(text) - left;
    const content = text.trim();
    const space = content.indexOf(' ');
    rows.push({
      indent,
      columns: indent + content.length + trailing,
      content: content.length + trailing,
      pasted: pasted + trailing,
      first: space < 0 ? content.length : space,
      text: content,
      oneWord: space < 0,
    });
  }
  const hang = rows.reduce((least, { indent }) => (indent >= 2 ? Math.min(least, indent) : least), WIDEST);
  const widths = {
    columns: widthOf(rows, (row) => row.columns),
    content: widthOf(rows, (row) => row.content),
  };
  return {
    rows,
    from,
    left,
    ...widths,
    votes: votesOf(rows, widths),
    hang,
  };
}

function indentOf(text: string): number {
  const first = text.charCodeAt(0);
  return first > 32 && first < 128 ? 0 : text.length - text.trimStart().length;
}

function widthOf(rows: readonly Row[], lengthOf: (row: Row) => number): Width {
  let most = 0;
  for (const row of rows) most = Math.max(most, lengthOf(row));
  const [first, ...others] = rows.filter((row) => lengthOf(row) === most);
  // Rows of one kind begin alike and are of one length without any screen.
  const several = first !== undefined && others.some((row) => !beginAlike(first.text, row.text));
  return { most, several };
}

function endOf(row: Row, next: Row, block: Block): End | undefined {
  const { cut, folded } = endsOf(row, next, block);
  if (!cut && folded === undefined) return undefined;
  const { cuts, folds } = block.votes;
  const alone = isLongest(row, block) && cuts + folds < 2;
  // A width that cuts cuts every line; a width that folds ends one in eight at its last column by chance.
  if (cut && (row.oneWord || cuts > 3 * folds)) return { kind: 'cut', sure: true, alone };
  return folded === undefined ? undefined : { kind: 'folded', sure: folded.sure, alone };
}

const isLongest = (row: Row, { columns, content }: Widths): boolean =>
  row.columns === columns.most || row.content === content.most;

/** What the two lengths of a row say, each against the longest of its block. */
function endsOf(row: Row, next: Row, block: Widths) {
  // Nearly every row of a log: worth a way without lists.
  if (isShort(row.columns, next, block.columns) && isShort(row.content, next, block.content)) return SHORT;
  const full = [
    { length: row.columns, width: block.columns },
    { length: row.content, width: block.content },
  ].filter(({ length, width }) => !isShort(length, next, width));
  const hangs = row.indent === 0 && next.indent >= 2 ? next.indent : 0;
  const screen = SCREENS.has(row.pasted) || SCREENS.has(row.pasted + hangs);
  const cut = full.some(({ length, width }) => length === width.most && (width.several || screen));
  // No usual width lies between the longest row and what would not fit any more: then only this row says so.
  const usual = full.some(({ length, width }) =>
    FOLDS.some((columns) => columns >= width.most && columns < length + 1 + next.first),
  );
  return { cut, folded: { sure: usual } };
}

/** There was room for the next word, or no width. */
const isShort = (length: number, next: Row, { most }: Width): boolean =>
  most < NARROWEST || length + 1 + next.first <= most;

/** No width ended this row. */
const SHORT = { cut: false, folded: undefined };

/** How many rows end at the last column, and how many before it for want of room for the next word. A single long word is cut either way. */
function votesOf(rows: readonly Row[], block: Widths): Block['votes'] {
  let cuts = 0;
  let folds = 0;
  rows.forEach((row, index) => {
    const next = rows[index + 1];
    if (next === undefined || row.oneWord) return;
    const { cut, folded } = endsOf(row, next, block);
    if ((!cut && folded === undefined) || beginsFresh(next.text) || beginsError(next.text)) return;
    if (cut) cuts++;
    else folds++;
  });
  return { cuts, folds };
}
