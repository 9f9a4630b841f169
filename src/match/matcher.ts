import type { Line, Place } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import { type Asked, countsIn, everyAsked, type Way } from './asked.js';
import type { Wanted } from './automaton.js';
import type { Found } from './compile.js';
import { confirm, isLong } from './confirm.js';
import { foldAscii } from './fold.js';
import { buildGate } from './gate.js';
import type { Hit } from './hit.js';
import { isTold } from './mentioned.js';
import { isTelling, retold } from './retold.js';
import { scanner } from './scanner.js';
import { Windows } from './windows.js';

export type { Hit } from './hit.js';

export interface Matcher {
  /**
   * Every line that a symptom matches, in order of lines; a line is one hit of a symptom however often it matches within. Where a short
   * paste has none as its programs write, it is asked again as people retell it: see `retold`.
   */
  match(lines: readonly Line[], place: Place): readonly Hit[];
  /** Whether any symptom of a pasted text could be in this raw text. Never wrongly false; microseconds for a chat message. */
  gate(text: string): boolean;
}

/**
 * @param signatures what was loaded; withdrawn ones are left out.
 * @param options `literals: false` asks every pattern of every line: the slow reference that tests compare with.
 * @returns the matcher. Patterns compile when first asked.
 * @throws PatternError when a pattern is outside the language (the loader has refused those).
 */
export function buildMatcher(signatures: readonly Signature[], options: Way = {}): Matcher {
  const asked = everyAsked(signatures, options);
  const gated = options.literals !== false;
  const always = [...asked.keys()].filter((owner) => !gated || asked[owner]?.sketch.literals.length === 0);
  const scanFor = scanner(gated ? wantedOf(asked) : []);
  const inPlace = new Map<Place, Uint8Array>();
  let blind: readonly Asked[] | null = null;
  let gate: ((text: string) => boolean) | null = null;

  return {
    gate(text) {
      gate ??= buildGate(asked);
      return gate(text);
    },
    match(lines, place) {
      const found = walk(asked, lines, place);
      if (place !== 'paste' || lines.length > MOST_LINES) return found;
      if (found.length > 0) return found.filter(isTold);
      for (const reading of retold(lines)) {
        blind ??= everyAsked(signatures, { ...options, ignoreCase: true });
        const told = walk(blind, reading, place).filter(isTelling).filter(isTold);
        if (told.length > 0) return told.map((hit) => ({ ...hit, retold: true }));
      }
      return found;
    },
  };

  function walk(owners: readonly Asked[], lines: readonly Line[], place: Place): readonly Hit[] {
    const counts = inPlace.get(place) ?? countsIn(asked, place);
    inPlace.set(place, counts);
    const search = new Search(owners, counts, lines, place);
    const scan = scanFor(lines);
    const everywhere = always.filter((owner) => search.counts[owner] === 1);
    const found = (owner: number, end: number): boolean => search.note(owner, end);
    for (let at = 0; at < lines.length; at++) {
      const text = lines[at]?.text ?? '';
      for (const owner of everywhere) search.note(owner, null);
      scan(text, found);
      search.confirm(at, text);
    }
    return search.hits();
  }
}

function wantedOf(asked: readonly Asked[]): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (const [owner, { sketch }] of asked.entries())
    for (const literal of sketch.literals) wanted.push({ literal, owner });
  return wanted;
}

/** What people paste of source code and commands is shorter; a log is not asked for them. */
const MOST_LINES = 2_000;

/** Texts whose answers are remembered. A log repeats itself: of a sick node's lines one in three is new once its header is off. */
const REMEMBERED = 20_000;

/** What a text was found to say, wherever it stands. */
interface Answers {
  /** Owners that are asked of the lines around it too. */
  readonly across: readonly number[];
  readonly here: readonly { readonly owner: number; readonly found: Found }[];
}

/** What one walk over lines gathers. */
class Search {
  readonly counts: Uint8Array;
  readonly #asked: readonly Asked[];
  readonly #lines: readonly Line[];
  readonly #place: Place;
  readonly #found: { readonly at: number; readonly owner: number; readonly hit: Hit }[] = [];
  readonly #known = new Map<string, Answers>();
  readonly #windows: Windows;
  /** Owners noted on the present line, with the ends of their literals (null: not gated). */
  readonly #noted = new Map<number, number[] | null>();

  constructor(asked: readonly Asked[], counts: Uint8Array, lines: readonly Line[], place: Place) {
    this.#asked = asked;
    this.counts = counts;
    this.#lines = lines;
    this.#place = place;
    this.#windows = new Windows(lines);
  }

  note(owner: number, end: number | null): false {
    if (this.counts[owner] !== 1) return false;
    const ends = this.#noted.get(owner);
    if (ends === undefined) this.#noted.set(owner, end === null ? null : [end]);
    else if (ends !== null && end !== null) ends.push(end);
    return false;
  }

  confirm(at: number, text: string): void {
    if (this.#noted.size === 0) return;
    const before = this.#known.get(text);
    const answers = before ?? this.#ask(text);
    if (before === undefined && this.#known.size < REMEMBERED && !isLong(text)) this.#known.set(text, answers);
    for (const owner of answers.across) this.#windows.add(owner, at);
    for (const { owner, found } of answers.here) this.#add(owner, at, found);
    this.#noted.clear();
  }

  #ask(text: string): Answers {
    const across: number[] = [];
    const here: { owner: number; found: Found }[] = [];
    const folded = foldAscii(text);
    for (const [owner, ends] of this.#noted) {
      const one = this.#asked[owner];
      if (one === undefined) continue;
      if (one.symptom.across_lines) across.push(owner);
      else if (one.pattern.mayMatch(folded)) {
        const found = confirm(one, text, ends);
        if (found !== null) here.push({ owner, found });
      }
    }
    return { across, here };
  }

  hits(): readonly Hit[] {
    for (const { owner, at, found } of this.#windows.find(this.#asked)) this.#add(owner, at, found);
    return this.#found.sort((a, b) => a.at - b.at || a.owner - b.owner).map(({ hit }) => hit);
  }

  #add(owner: number, at: number, { captures, start, end }: Found): void {
    const one = this.#asked[owner];
    const line = this.#lines[at];
    if (one === undefined || line === undefined) return;
    const { program } = one.symptom;
    if (program !== undefined && !program.includes(line.program ?? '')) return;
    const span = { from: start, to: Math.min(end, line.text.length) };
    const hit = { signature: one.signature, symptom: one.symptom, line, place: this.#place, span, captures };
    this.#found.push({ at, owner, hit });
  }
}
