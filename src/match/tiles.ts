/**
 * Long things are asked in half-overlapping tiles, so that the cost stays linear and the answer does not depend on what led there:
 * with and without the literal gate the same tiles exist, the gate only leaves out those that cannot match.
 */
export interface Tiling {
  /** Length of a tile, even. What spans up to half of it lies whole in some tile. */
  readonly size: number;
}

/** A line longer than this (characters) is asked in tiles: a container runtime's longest honest line is about 4 KB. */
export const LINE_TILES: Tiling = { size: 8192 };

/** `across_lines` is asked over windows of this many lines. */
export const WINDOW_TILES: Tiling = { size: 40 };

/** @returns the tiles that hold position `at`, by number; tile n begins at n * size / 2. */
export function tilesAt(at: number, { size }: Tiling): readonly number[] {
  const last = Math.floor(at / (size / 2));
  return last === 0 ? [0] : [last - 1, last];
}

/** @returns the number of the tile that reaches the end of something `length` long. */
export const lastTile = (length: number, { size }: Tiling): number =>
  Math.max(1, Math.ceil(length / (size / 2)) - 1) - 1;

/** @returns the numbers of all tiles of something `length` long; the last one reaches its end. */
export const allTiles = (length: number, tiling: Tiling): readonly number[] =>
  Array.from({ length: lastTile(length, tiling) + 1 }, (_, tile) => tile);

/** @returns where a tile begins and ends. */
export function tileBounds(
  tile: number,
  length: number,
  { size }: Tiling,
): { readonly from: number; readonly to: number } {
  const from = tile * (size / 2);
  return { from, to: Math.min(length, from + size) };
}
