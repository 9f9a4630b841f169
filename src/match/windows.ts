import type { Line } from '../report/report.js';
import type { Asked } from './asked.js';
import type { Found } from './compile.js';
import { foldAscii } from './fold.js';
import { LINE_TILES, lastTile, tileBounds, tilesAt, WINDOW_TILES } from './tiles.js';

/** A match of an `across_lines` symptom: the index of the line where it begins. */
export interface Across {
  readonly owner: number;
  readonly at: number;
  readonly found: Found;
}

/** Windows of neighbouring lines joined by \n (lines cut to the line cap), and who asks what of which. */
export class Windows {
  readonly #lines: readonly Line[];
  readonly #last: number;
  readonly #owners = new Map<number, Set<number>>();

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
    this.#last = lastTile(lines.length, WINDOW_TILES);
  }

  /** Line `at` holds a literal of an owner: the windows around it are asked later. */
  add(owner: number, at: number): void {
    for (const tile of tilesAt(at, WINDOW_TILES)) {
      const window = Math.min(tile, this.#last);
      const owners = this.#owners.get(window);
      if (owners === undefined) this.#owners.set(window, new Set([owner]));
      else owners.add(owner);
    }
  }

  /** @returns what was found, each beginning line of an owner once. */
  find(asked: readonly Asked[]): readonly Across[] {
    const found: Across[] = [];
    const begun = new Map<number, Set<number>>();
    for (const [window, owners] of [...this.#owners].sort(([a], [b]) => a - b)) {
      const { from, to } = tileBounds(window, this.#lines.length, WINDOW_TILES);
      const text = this.#lines
        .slice(from, to)
        .map((line) => line.text.slice(0, LINE_TILES.size))
        .join('\n');
      const folded = foldAscii(text);
      for (const owner of owners) {
        const one = asked[owner];
        if (one === undefined || !one.pattern.mayMatch(folded)) continue;
        const before = begun.get(owner) ?? new Set();
        begun.set(owner, before);
        for (const across of findIn(one, text)) {
          const at = from + across.at;
          if (before.has(at)) continue;
          before.add(at);
          found.push({ owner, at, found: across.found });
        }
      }
    }
    return found;
  }
}

function* findIn({ pattern, unless }: Asked, text: string): Generator<Omit<Across, 'owner'>> {
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
