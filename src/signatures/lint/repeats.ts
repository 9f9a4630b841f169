import { compilePattern } from '../../match/compile.js';
import type { Problem } from '../problem.js';
import type { Signature, Symptom } from '../signature.js';
import { problemAt } from '../source.js';
import { outsideRe2, patternsOf } from './patterns.js';

/** Patterns the engine itself refuses, and symptoms that are in every line. Compiles every pattern, so not at start-up. */
export function engineProblems(signature: Signature): readonly Problem[] {
  const { id } = signature;
  return patternsOf(signature).flatMap(({ source, path, options }) => {
    try {
      const pattern = compilePattern(source, options);
      pattern.prepare();
      if (path[0] !== 'symptoms' || !pattern.test('')) return [];
      return [
        problemAt(signature, path, {
          id,
          message: 'the pattern matches the empty string, so it is in every line',
          fix: 'ask for at least one word',
        }),
      ];
    } catch (error) {
      return [outsideRe2(signature, path, error)];
    }
  });
}

/**
 * One pattern twice: within a signature it is a slip; between two, the words are nobody's own, unless both are `shared`
 * or one names the other as its look-alike. Two signatures can never both be proved by the same words.
 */
export function repeatProblems(signatures: readonly Signature[]): readonly Problem[] {
  const first = new Map<string, { readonly signature: Signature; readonly symptom: Symptom }>();
  return signatures.flatMap((signature) =>
    signature.symptoms.flatMap((symptom, at) => {
      const { pattern, ignore_case, across_lines, unless = '', program = [] } = symptom;
      const key = [pattern, ignore_case, across_lines, unless, ...program].join('\0');
      const other = first.get(key);
      if (other === undefined) first.set(key, { signature, symptom });
      if (other === undefined || mayRepeat(other.signature, other.symptom, signature, symptom)) return [];
      return [
        problemAt(signature, ['symptoms', at, 'pattern'], {
          id: signature.id,
          message: `identical pattern: ${other.signature.id} has it as ${other.symptom.id}`,
          fix: 'call both `shared`, name the other in not_this, or find words of its own',
        }),
      ];
    }),
  );
}

function mayRepeat(a: Signature, symptomA: Symptom, b: Signature, symptomB: Symptom): boolean {
  if (a === b)
    return symptomA.at_least !== symptomB.at_least || symptomA.in.every((place) => !symptomB.in.includes(place));
  if (symptomA.refutes || symptomB.refutes) return true;
  if (symptomA.weight === 'proves' && symptomB.weight === 'proves') return false;
  if (symptomA.weight === 'shared' && symptomB.weight === 'shared') return true;
  return names(a, b) || names(b, a);
}

/** @returns whether `a` names `b` as its look-alike. */
export function names(a: Signature, b: Signature): boolean {
  return a.not_this.some(({ id }) => id === b.id || b.aliases.includes(id));
}
