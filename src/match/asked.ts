import type { Place } from '../report/report.js';
import type { Signature, Symptom } from '../signatures/signature.js';
import { compilePattern, type Pattern, type PatternOptions } from './compile.js';

/** A symptom with its patterns, ready to be asked of lines. */
export interface Asked {
  readonly signature: Signature;
  readonly symptom: Symptom;
  readonly pattern: Pattern;
  readonly unless: Pattern | null;
}

/** How patterns are asked: see PatternOptions. */
export type Way = Pick<PatternOptions, 'literals'>;

/** @returns the symptom with its patterns. @throws PatternError when a pattern is outside the language. */
export function askedOf(signature: Signature, symptom: Symptom, way: Way = {}): Asked {
  const options = { ...way, ignoreCase: symptom.ignore_case, acrossLines: symptom.across_lines };
  const { unless: source } = symptom;
  let unless: Pattern | null = null;
  return {
    signature,
    symptom,
    pattern: compilePattern(symptom.pattern, options),
    // Most are never asked, and reading one takes as long as asking it.
    get unless() {
      if (source === undefined) return null;
      unless ??= compilePattern(source, options);
      return unless;
    },
  };
}

/** Every symptom that may be seen, in the order of the files. What is withdrawn asks nothing any more. */
export function everyAsked(signatures: readonly Signature[], way: Way = {}): readonly Asked[] {
  return signatures
    .filter((signature) => signature.status !== 'withdrawn')
    .flatMap((signature) => signature.symptoms.map((symptom) => askedOf(signature, symptom, way)));
}

/** @returns one flag per symptom: 1 where it counts in this place. */
export function countsIn(asked: readonly Asked[], place: Place): Uint8Array {
  return Uint8Array.from(asked, ({ symptom }) => (symptom.in.includes(place) ? 1 : 0));
}
