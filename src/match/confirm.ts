import type { Asked } from './asked.js';
import type { Found } from './compile.js';
import { foldAscii } from './fold.js';
import { allTiles, LINE_TILES, tileBounds, tilesAt } from './tiles.js';

/** Texts whose answer is remembered per symptom. A log repeats itself: the PLEG line comes every five seconds. */
const REMEMBERED = 4000;

/**
 * Asks one symptom of one line after another, each of which has what the pattern requires.
 * `ends`: where literals of the symptom end in the line; null: the gate did not look, ask the whole line.
 */
export type Confirm = (text: string, ends: readonly number[] | null) => Found | null;

/** @returns a confirmer that remembers its answers; make one per match, it grows with the text. */
export function confirmer(asked: Asked): Confirm {
  const known = new Map<string, Found | null>();
  return (text, ends) => {
    if (text.length > LINE_TILES.size) return confirmLong(asked, text, ends);
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = confirmShort(asked, text);
    if (known.size < REMEMBERED) known.set(text, found);
    return found;
  };
}

function confirmShort({ pattern, unless }: Asked, text: string): Found | null {
  const found = pattern.find(text);
  return found !== null && unless?.test(text) ? null : found;
}

/**
 * A long line is asked tile by tile. A pattern that wants the start (end) of the line is asked only of the first (last) tile:
 * elsewhere `^` would take a cut for a beginning. `unless` is asked of the same tile.
 */
function confirmLong(asked: Asked, text: string, ends: readonly number[] | null): Found | null {
  const all = allTiles(text.length, LINE_TILES);
  const touched = ends === null ? null : new Set(ends.flatMap((end) => tilesAt(end - 1, LINE_TILES)));
  const { start, end } = asked.pattern.anchors;
  for (const tile of all) {
    if (touched !== null && !touched.has(tile)) continue;
    if ((start && tile !== 0) || (end && tile !== all.length - 1)) continue;
    const { from, to } = tileBounds(tile, text.length, LINE_TILES);
    const part = text.slice(from, to);
    const found = asked.pattern.mayMatch(foldAscii(part)) ? confirmShort(asked, part) : null;
    if (found !== null) return { ...found, start: found.start + from, end: found.end + from };
  }
  return null;
}
