import { isRows } from './derive.js';
import { type Facts, type KnownFact, known } from './fact.js';
import { layersOf } from './peel.js';

/** A layer's words may be a Go dump of 8 KB; what tells is at its beginning and its end. */
const MOST_LINES = 60;

/**
 * Facts with the layers peeled. What the failing layers said is an exec's own words like any other, so it joins `exec.channel`, where
 * signatures look for them: the stderr of a runc that was run by hand is nowhere else.
 */
export function withPeel(facts: Facts, peel: KnownFact): Facts {
  const layers = isRows(peel.value) ? layersOf(peel.value) : [];
  const words = layers
    .filter(({ answer }) => answer === 'fails' || answer === 'hangs')
    .flatMap((one) =>
      one.words
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, MOST_LINES),
    );
  const before = facts['exec.channel'];
  const lines = before?.state === 'known' && Array.isArray(before.value) ? before.value.map(String) : [];
  if (words.length === 0) return { ...facts, peel };
  return {
    ...facts,
    peel,
    'exec.channel': known([...lines, ...words], 'kubectl exec, and the layers peeled', { at: peel.at }),
  };
}
