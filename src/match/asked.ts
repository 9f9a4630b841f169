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
export type Way = Pick<PatternOptions, 'literals' | 'ignoreCase'>;

/** A class of capitals alone: the pattern looks for names that are told from words by nothing else (`CAP_[A-Z_]+`). */
const NAMES = /\[A-Z[_0-9\]]/;

class AskedSymptom implements Asked {
  readonly signature: Signature;
  readonly symptom: Symptom;
  readonly pattern: Pattern;
  readonly #options: PatternOptions;
  #unless: Pattern | null = null;

  constructor(signature: Signature, symptom: Symptom, way: Way) {
    this.signature = signature;
    this.symptom = symptom;
    this.#options = {
      ...way,
      ignoreCase: symptom.ignore_case || (way.ignoreCase === true && !NAMES.test(symptom.pattern)),
      acrossLines: symptom.across_lines,
    };
    this.pattern = compilePattern(symptom.pattern, this.#options);
  }

  /** Most are never asked, and reading one takes as long as asking it. */
  get unless(): Pattern | null {
    const { unless } = this.symptom;
    if (unless === undefined) return null;
    this.#unless ??= compilePattern(unless, this.#options);
    return this.#unless;
  }
}

/**
 * Every symptom that may be seen, in the order of the files. What is withdrawn asks nothing any more.
 * @throws PatternError when a pattern is outside the language.
 */
export function everyAsked(signatures: readonly Signature[], way: Way = {}): readonly Asked[] {
  return signatures
    .filter((signature) => signature.status !== 'withdrawn')
    .flatMap((signature) => signature.symptoms.map((symptom) => new AskedSymptom(signature, symptom, way)));
}

/** @returns one flag per symptom: 1 where it counts in this place. */
export function countsIn(asked: readonly Asked[], place: Place): Uint8Array {
  const counts = new Uint8Array(asked.length);
  for (const [index, { symptom }] of asked.entries()) if (symptom.in.includes(place)) counts[index] = 1;
  return counts;
}
