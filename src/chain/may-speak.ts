import { type Automaton, buildAutomaton } from '../match/automaton.js';
import { readPattern } from '../match/pattern-tree.js';
import { requiredLiterals } from '../match/required.js';
import { tailOf } from '../match/scanner.js';
import type { Line } from '../report/report.js';
import { PHRASES } from './phrases.js';

/**
 * Characters of a text from which on the automaton is worth making. Measured: it takes 20 ms once and then 4 ms a megabyte, where the
 * expressions take 20.
 */
const WORTH_BUILDING = 1_000_000;

let automaton: Automaton | null = null;

/** @returns what tells of each of these lines whether a phrase may be in it: false where surely none is. */
export function maySpeakIn(lines: readonly Pick<Line, 'text'>[]): (text: string) => boolean {
  let size = 0;
  for (const { text } of lines) size += text.length;
  return size < WORTH_BUILDING ? () => true : maySpeak;
}

/** One pass over a line for what every phrase requires, instead of one for each table of phrases. */
export function maySpeak(text: string): boolean {
  automaton ??= buildAutomaton(wanted());
  let seen = false;
  automaton.scan(text, () => {
    seen = true;
    return true;
  });
  return seen;
}

/** @throws Error where a phrase requires nothing long enough: then every line would have to be asked for it. */
const wanted = () =>
  PHRASES.flatMap(({ words }, owner) => {
    const [most] = requiredLiterals(readPattern(words, { lookaround: true }));
    if (most === undefined) throw new Error(`a phrase of the chain has no word to look for: ${words}`);
    return most.map((literal) => ({ literal: tailOf(literal), owner }));
  });
