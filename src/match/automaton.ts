/**
 * Aho-Corasick over UTF-16 code units, ASCII case folded: every literal of every signature in one pass.
 * Measured choice: an alternation of all patterns runs at 0.3 MB/s, one pattern at a time at 4 to 11, this at 250 and more.
 */
export interface Automaton {
  /**
   * Reports every literal in `text` by the owners it was built with, in order of where it ends.
   * `found` returns true to stop.
   */
  scan(text: string, found: (owner: number, end: number) => boolean): void;
}

/** A literal, ASCII lower case, and who asked for it. */
export interface Wanted {
  readonly literal: string;
  readonly owner: number;
}

/** @param wanted literals of at least one character, ASCII lower case. */
export function buildAutomaton(wanted: readonly Wanted[]): Automaton {
  const { of: classOf, count: width } = characterClasses(wanted);
  const rows = new Rows(trieOf(wanted, classOf), width);

  return {
    scan(text, found) {
      let { table } = rows;
      let row = 0;
      const length = text.length;
      for (let at = 0; at < length; at++) {
        const code = text.charCodeAt(at);
        const kind = code < 128 ? (classOf[code] ?? 0) : code === 0x17f || code === 0x212a ? folded(classOf, code) : 0;
        const entry = table[row + kind] ?? 0;
        if (entry >= 0) {
          row = entry;
          continue;
        }
        const next = rows.rowOf(~entry);
        table = rows.table;
        const owners = rows.ownersOf(~entry);
        if (owners === undefined) table[row + kind] = next;
        row = next;
        for (const owner of owners ?? []) if (found(owner, at + 1)) return;
      }
    },
  };
}

/** The two characters beyond ASCII that a case-blind pattern takes for ASCII ones: long s and the Kelvin sign. */
function folded(classOf: Uint8Array, code: number): number {
  return classOf[code === 0x17f ? 0x73 : 0x6b] ?? 0;
}

/** Class 0 is every character that no literal holds; upper case shares the class of lower case. */
function characterClasses(wanted: readonly Wanted[]): { readonly of: Uint8Array; readonly count: number } {
  const of = new Uint8Array(128);
  let count = 1;
  for (const { literal } of wanted) {
    for (let at = 0; at < literal.length; at++) {
      const code = literal.charCodeAt(at);
      if (code > 127) throw new RangeError(`the literal ${literal} is not ASCII`);
      if (of[code] === 0) of[code] = count++;
    }
  }
  for (let upper = 65; upper <= 90; upper++) of[upper] = of[upper + 32] ?? 0;
  return { of, count };
}

interface Trie {
  /** Whose literals end in a state. */
  readonly owners: (number[] | undefined)[];
  /** By state: the first of its children, and the next child of its parent; 0 where there is none. */
  readonly children: Int32Array;
  readonly siblings: Int32Array;
  readonly parents: Int32Array;
  /** The class of the character that leads to a state. */
  readonly kinds: Uint8Array;
}

function trieOf(wanted: readonly Wanted[], classOf: Uint8Array): Trie {
  const most = wanted.reduce((sum, { literal }) => sum + literal.length, 1);
  const [children, siblings, parents] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  const kinds = new Uint8Array(most);
  const owners: Trie['owners'] = [undefined];
  for (const { literal, owner } of wanted) {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const kind = classOf[literal.charCodeAt(at)] ?? 0;
      let next = children[state] ?? 0;
      while (next !== 0 && kinds[next] !== kind) next = siblings[next] ?? 0;
      if (next === 0) {
        next = owners.push(undefined) - 1;
        siblings[next] = children[state] ?? 0;
        children[state] = next;
        parents[next] = state;
        kinds[next] = kind;
      }
      state = next;
    }
    const own = owners[state];
    if (own === undefined) owners[state] = [owner];
    else if (!own.includes(owner)) own.push(owner);
  }
  return { owners, children, siblings, parents, kinds };
}

/** Rows there is room for at first. Measured: a pasted error visits 200 to 1,500, 10 MB of a log 6,000. */
const FIRST_ROWS = 512;

/**
 * One row a state, one column a class, made when a scan first comes to the state: most of the 119,000
 * are never visited, and rows for all of them took 32 MB and a tenth of the time of a long log. An entry is where the row of the next state begins; or the complement of
 * the state, where somebody has to look: it has no row yet, or a literal ends in it. What a state has no child for, the longest suffix that is a
 * state answers.
 */
class Rows {
  table: Int32Array;
  readonly #trie: Trie;
  readonly #width: number;
  /** By state: where its row begins, -1 before it has one. */
  readonly #rows: Int32Array;
  readonly #suffixes: Int32Array;
  /** By row: its state. */
  readonly #states: number[] = [];

  constructor(trie: Trie, width: number) {
    const size = trie.owners.length;
    this.#trie = trie;
    this.#width = width;
    this.#rows = new Int32Array(size).fill(-1);
    this.#suffixes = new Int32Array(size);
    this.table = new Int32Array(Math.min(FIRST_ROWS, size) * width);
    this.#add(0);
  }

  /** Whose literals end where a state stands, those that end in its suffixes too. The state has a row. */
  ownersOf(state: number): readonly number[] | undefined {
    return this.#trie.owners[state];
  }

  /** @returns where the row of a state begins. A state is only met through its parent's row, or a copy of that. */
  rowOf(state: number): number {
    const known = this.#rows[state] ?? -1;
    if (known !== -1) return known;
    const { owners, parents, kinds } = this.#trie;
    const parent = parents[state] ?? 0;
    this.rowOf(parent);
    const suffix = parent === 0 ? 0 : this.#next(this.#suffixes[parent] ?? 0, kinds[state] ?? 0);
    this.#suffixes[state] = suffix;
    const from = this.rowOf(suffix);
    const more = owners[suffix];
    if (more !== undefined) owners[state] = [...new Set([...(owners[state] ?? []), ...more])];
    return this.#add(state, from);
  }

  #next(state: number, kind: number): number {
    const row = this.rowOf(state);
    const entry = this.table[row + kind] ?? 0;
    return entry < 0 ? ~entry : (this.#states[entry / this.#width] ?? 0);
  }

  #add(state: number, from?: number): number {
    const { children, siblings, kinds } = this.#trie;
    const row = this.#states.push(state) * this.#width - this.#width;
    if (row === this.table.length) {
      const wider = new Int32Array(Math.min(2 * row, this.#rows.length * this.#width));
      wider.set(this.table);
      this.table = wider;
    }
    if (from !== undefined) this.table.copyWithin(row, from, from + this.#width);
    for (let child = children[state] ?? 0; child !== 0; child = siblings[child] ?? 0)
      this.table[row + (kinds[child] ?? 0)] = ~child;
    this.#rows[state] = row;
    return row;
  }
}
