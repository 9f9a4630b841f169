import type { Place } from '../report/report.js';
import type { Signature, Symptom } from '../signatures/signature.js';
import { compilePattern, type Pattern, type PatternOptions } from './compile.js';
import { type Sketch, sketchesOf } from './sketch.js';

/** A symptom with its patterns, ready to be asked of lines. */
export interface Asked {
  readonly signature: Signature;
  readonly sketch: Sketch;
  readonly symptom: Symptom;
  readonly pattern: Pattern;
  readonly unless: Pattern | null;
}

/** How patterns are asked: see PatternOptions. */
export type Way = Pick<PatternOptions, 'literals' | 'ignoreCase'>;

/** A class of capitals alone: the pattern looks for names that are told from words by nothing else (`CAP_[A-Z_]+`). */
const NAMES = /\[A-Z[_0-9\]]/;

/** Of thousands most are never asked: what the sketch does not say is read when somebody asks. */
class AskedSymptom implements Asked {
  readonly signature: Signature;
  readonly sketch: Sketch;
  readonly #index: number;
  readonly #way: Way;
  #pattern: Pattern | null = null;
  #unless: Pattern | null = null;

  constructor(signature: Signature, index: number, sketch: Sketch, way: Way) {
    this.signature = signature;
    this.sketch = sketch;
    this.#index = index;
    this.#way = way;
  }

  get symptom(): Symptom {
    const symptom = this.signature.symptoms[this.#index];
    if (symptom === undefined) throw new RangeError(`${this.signature.id} has no symptom ${this.#index}`);
    return symptom;
  }

  get pattern(): Pattern {
    this.#pattern ??= this.#compiled(this.symptom.pattern);
    return this.#pattern;
  }

  get unless(): Pattern | null {
    const { unless } = this.symptom;
    if (unless === undefined) return null;
    this.#unless ??= this.#compiled(unless);
    return this.#unless;
  }

  #compiled(source: string): Pattern {
    const { pattern, ignore_case, across_lines } = this.symptom;
    const ignoreCase = ignore_case || (this.#way.ignoreCase === true && !NAMES.test(pattern));
    return compilePattern(source, { ...this.#way, ignoreCase, acrossLines: across_lines });
  }
}

/**
 * Every symptom that may be seen, in the order of the files. What is withdrawn asks nothing any more.
 * @throws PatternError when a pattern is outside the language and was not read before.
 */
export function everyAsked(signatures: readonly Signature[], way: Way = {}): readonly Asked[] {
  return signatures
    .filter((signature) => signature.status !== 'withdrawn')
    .flatMap((signature) =>
      sketchesOf(signature).map((sketch, index) => new AskedSymptom(signature, index, sketch, way)),
    );
}

/** @returns one flag per symptom: 1 where it counts in this place. */
export function countsIn(asked: readonly Asked[], place: Place): Uint8Array {
  const counts = new Uint8Array(asked.length);
  for (const [index, { sketch }] of asked.entries()) if (sketch.in.includes(place)) counts[index] = 1;
  return counts;
}
