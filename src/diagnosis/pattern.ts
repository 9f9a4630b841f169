import { compilePattern, type Pattern } from '../match/compile.js';

/** Cells and lines of facts are matched by the same linear-time engine as symptoms; each pattern is compiled once. */
const compiled = new Map<string, Pattern>();

/** @returns whether the pattern (RE2, as a signature writes it) is found anywhere in the text. */
export function matches(pattern: string, text: string): boolean {
  let engine = compiled.get(pattern);
  if (engine === undefined) {
    engine = compilePattern(pattern);
    compiled.set(pattern, engine);
  }
  return engine.test(text);
}
