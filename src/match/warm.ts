import type { RE2JS } from 're2js';

/**
 * Automata of patterns that miss most of a long text. Asked for yes or no the engine builds states as it reads, up to 8 MB a program (DFA in
 * re2js), and is then many times faster than with captures. They are held for the text at hand: nothing but a weak reference is kept.
 */

/** 192 MB at the very most, beside the 768 that deploy gives a bot. */
const MOST = 24;

const held = new Set<WeakRef<RE2JS>>();

/** @returns a reference to what `make` makes, which lives until this task of the event loop is over at least; null: there are enough of them. */
export function warm(make: () => RE2JS): WeakRef<RE2JS> | null {
  if (held.size >= MOST) for (const one of held) if (one.deref() === undefined) held.delete(one);
  if (held.size >= MOST) return null;
  const made = new WeakRef(make());
  held.add(made);
  return made;
}
