import type { Place } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import { compilePattern } from './compile.js';
import { tailOf } from './scanner.js';

/** What a walk over lines must know of a symptom before it asks it of any: thousands are there, a few are asked. */
export interface Sketch {
  /** Where it counts. */
  readonly in: readonly Place[];
  /** What is searched for: one of these is in every text it matches. Empty: every line is asked. */
  readonly literals: readonly string[];
}

const DRAWN = new WeakMap<Signature, readonly Sketch[]>();

/** Keeps what `sketchesOf` drew of this signature before, by this very program. */
export function rememberSketches(signature: Signature, sketches: readonly Sketch[]): void {
  DRAWN.set(signature, sketches);
}

/** @returns a sketch of each symptom, in their order. @throws PatternError where a pattern is outside the language. */
export function sketchesOf(signature: Signature): readonly Sketch[] {
  return (
    DRAWN.get(signature) ??
    signature.symptoms.map((symptom) => ({
      in: symptom.in,
      literals: (compilePattern(symptom.pattern).required[0] ?? []).map(tailOf),
    }))
  );
}
