import { readPattern } from './pattern-tree.js';
import { type Literals, type Need, needsOf, requiredLiterals } from './required.js';
import { type Traits, traitsOf } from './tree.js';

/** All that follows from a pattern's source alone and is asked before the engine is. */
export interface PatternRead {
  readonly required: readonly Literals[];
  readonly needs: readonly Need[];
  readonly traits: Traits;
}

/** @throws PatternError where the language does not have what the source uses. */
export function readThrough(source: string): PatternRead {
  const tree = readPattern(source);
  return { required: requiredLiterals(tree), needs: needsOf(tree), traits: traitsOf(tree) };
}

/**
 * What was read of patterns before, by their source. It follows from the source alone, so remembering it changes nothing but the time to
 * start: reading 5,000 patterns takes half a second.
 */
const READ = new Map<string, PatternRead>();

/** @param read what `readThrough` derived of this source, by this very program. */
export function rememberRead(source: string, read: PatternRead): void {
  READ.set(source, read);
}

export const readBefore = (source: string): PatternRead | undefined => READ.get(source);
