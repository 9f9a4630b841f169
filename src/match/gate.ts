import type { Asked } from './asked.js';
import { buildAutomaton } from './automaton.js';
import { SHORTEST_LITERAL } from './required.js';

/** Characters that log formats, shells and Slack write differently from what the program said. A literal is cut at them. */
const REWRITTEN = /[^a-z0-9 _.,:;()[\]=+*#@%-]+/;
/** Folded lines are put together in a short paste alone (see `retold`); what its lines are wrapped in is at most a few times as long. */
const LONGEST_FOLDED = 16_384;
/** What stands before each line of a folded text: an indent, a mail's or a table's marks. */
const MARGIN = /^[\s>|]+/;
/** auditd writes a command line in hex, which hides every literal. */
const HIDDEN = /proctitle=[0-9a-f]{8}/i;

/**
 * @returns a test of raw text: could any symptom of a pasted text be in it. It may be true for nothing, it is not false for something:
 *   it asks only for the part of a literal that no wrapping rewrites, and lets through where none is left.
 */
export function buildGate(asked: readonly Asked[]): (text: string) => boolean {
  const pasted = asked.filter(({ sketch }) => sketch.in.includes('paste'));
  const fragments = pasted.map(({ pattern }) => pattern.required.map((set) => set.map(longestKept)).find(isTelling));
  const automaton = buildAutomaton(
    fragments.flatMap((kept, owner) => (kept ?? []).map((literal) => ({ literal, owner }))),
  );
  const others = pasted.filter((_, index) => fragments[index] === undefined);

  const holds = (text: string): boolean => {
    let seen = false;
    automaton.scan(text, () => {
      seen = true;
      return true;
    });
    return seen;
  };

  return (text) => {
    if (holds(text) || HIDDEN.test(text)) return true;
    if (text.length <= LONGEST_FOLDED && text.includes('\n') && unfolded(text).some(holds)) return true;
    if (others.length === 0) return false;
    const plain = text.replace(/\\+(["'\\])/g, '$1').split(/\r?\n/);
    return others.some(({ pattern }) => plain.some((line) => pattern.test(line)));
  };
}

const isTelling = (literals: readonly string[]): boolean => literals.every((one) => one.length >= SHORTEST_LITERAL);

/** The text in one line, as if its lines had been broken at spaces, and as if they had been cut anywhere. */
function unfolded(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(MARGIN, ''));
  const said = lines.filter((line) => line !== '');
  return [said.map((line) => line.trimEnd()).join(' '), said.join('')];
}

function longestKept(literal: string): string {
  return literal.split(REWRITTEN).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
