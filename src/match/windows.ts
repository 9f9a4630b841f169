import type { Line } from '../report/report.js';
import type { Asked } from './asked.js';
import type { Found } from './compile.js';
import { LINE_TILES, tileBounds, WINDOW_TILES } from './tiles.js';

/** A match of an `across_lines` symptom: the index of the line where it begins. */
export interface Across {
  readonly at: number;
  readonly found: Found;
}

/**
 * Asks one `across_lines` symptom of windows of neighbouring lines joined by \n (lines cut to the line cap).
 * @param tiles numbers of the windows to ask.
 * @returns each beginning line once, in order.
 */
export function findAcross(asked: Asked, lines: readonly Line[], tiles: Iterable<number>): readonly Across[] {
  const byLine = new Map<number, Across>();
  for (const tile of [...tiles].sort((a, b) => a - b)) {
    const { from, to } = tileBounds(tile, lines.length, WINDOW_TILES);
    const texts = lines.slice(from, to).map((line) => line.text.slice(0, LINE_TILES.size));
    for (const across of findIn(asked, texts)) {
      const at = from + across.at;
      if (!byLine.has(at)) byLine.set(at, { at, found: across.found });
    }
  }
  return [...byLine.values()].sort((a, b) => a.at - b.at);
}

function* findIn({ pattern, unless }: Asked, texts: readonly string[]): Generator<Across> {
  const text = texts.join('\n');
  for (let from = 0; from <= text.length; ) {
    const found = pattern.find(text, from);
    if (found === null) return;
    from = Math.max(found.end, found.start + 1);
    // `unless` is asked of the whole lines the match touches, as it is for a single line.
    const before = found.start === 0 ? 0 : text.lastIndexOf('\n', found.start - 1) + 1;
    const after = text.indexOf('\n', found.end);
    const touched = text.slice(before, after === -1 ? text.length : after);
    if (unless?.test(touched)) continue;
    const inLine = { ...found, start: found.start - before, end: found.end - before };
    yield { at: text.slice(0, found.start).split('\n').length - 1, found: inLine };
  }
}
