import type { Line } from '../report/report.js';
import { WINDOW_TILES } from './tiles.js';

/** Up to here all lines are kept: copying them between threads takes a few milliseconds. */
const ALL_LINES = 5000;
/** Kept of each end: where node names, versions and the last words usually stand. */
const EACH_END = 200;

/**
 * @param hit lines that matched.
 * @returns of a long text the lines around hits (a window's width each way, so that what spans lines stays whole) and both ends.
 */
export function keptLines(lines: readonly Line[], hit: ReadonlySet<Line>): readonly Line[] {
  if (lines.length <= ALL_LINES) return lines;
  const keep = new Uint8Array(lines.length).fill(1, 0, EACH_END).fill(1, -EACH_END);
  for (const [at, line] of lines.entries())
    if (hit.has(line)) keep.fill(1, Math.max(0, at - WINDOW_TILES.size), at + WINDOW_TILES.size + 1);
  return lines.filter((_, at) => keep[at] === 1);
}
