import { type Automaton, buildAutomaton, type Wanted } from './automaton.js';
import { foldAscii } from './fold.js';
import { soughtOf } from './required.js';

/**
 * The automaton of 400 signatures takes longer to build than a chat message takes to read, so short texts are asked literal by literal
 * until this many characters have come by: then building it pays. Measured: 3,000 literals, 16 K characters, 30 ms against 70 ms.
 */
const WORTH_BUILDING = 8192;

/** In a longer line the ends of an owner's literals are used in order, which only the automaton keeps. */
const SHORT = 4096;

/** A longer literal is no rarer in practice, and each character of it is a state. Its end is kept: that is where a match is looked for. */
const LONGEST = 16;

/** @returns the part of a required literal that is searched for; what is required whole is required in part. */
export const tailOf = (literal: string): string => soughtOf(literal).slice(-LONGEST);

/**
 * @returns what gives for some lines the way to scan them: it reports every literal in a text by owner and end, as the automaton does;
 *   which of the two ways it is shows in nothing but time.
 */
export function scanner(wanted: readonly Wanted[]): (lines: readonly { readonly text: string }[]) => Automaton['scan'] {
  let automaton: Automaton | null = null;
  let seen = 0;
  return (lines) => {
    for (const { text } of lines) {
      seen += text.length > SHORT ? WORTH_BUILDING : text.length;
      if (seen >= WORTH_BUILDING) break;
    }
    if (seen >= WORTH_BUILDING) {
      automaton ??= buildAutomaton(wanted);
      return automaton.scan;
    }
    return (text, found) => scanOneByOne(wanted, text, found);
  };
}

/** A literal that several ask for is looked for as often: putting them together would take as long as thirty lines. */
function scanOneByOne(wanted: readonly Wanted[], text: string, found: (owner: number, end: number) => boolean): void {
  const folded = foldAscii(text);
  for (const { literal, owner } of wanted)
    for (let at = folded.indexOf(literal); at !== -1; at = folded.indexOf(literal, at + 1))
      if (found(owner, at + literal.length)) return;
}
