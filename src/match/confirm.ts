import type { Asked } from './asked.js';
import type { Found } from './compile.js';
import { foldAscii } from './fold.js';
import { allTiles, LINE_TILES, tileBounds, tilesAt } from './tiles.js';

/**
 * Asks one symptom of a line that has what the pattern requires.
 * @param ends where literals of the symptom end in the line; null: the gate did not look, ask the whole line. Only a long line is asked by them.
 */
export function confirm(asked: Asked, text: string, ends: readonly number[] | null): Found | null {
  return isLong(text) ? confirmLong(asked, text, ends) : confirmShort(asked, text);
}

/** Longer than a tile: what is found in it depends on where literals end. */
export const isLong = (text: string): boolean => text.length > LINE_TILES.size;

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
