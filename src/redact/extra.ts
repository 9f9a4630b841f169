import { RE2JS } from 're2js';
import type { Pattern } from './span.js';

/** True when RE2 takes it: then it runs in linear time, whatever text it meets. */
export function isLinear(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Patterns of the configuration (`redact`): the whole match goes. */
export const extraPatterns = (
  lines: readonly { readonly name: string; readonly pattern: string }[],
): readonly Pattern[] =>
  lines.map(({ name, pattern }) => {
    const compiled = RE2JS.compile(pattern);
    return {
      kind: name,
      needs: [''],
      *find(text) {
        const matcher = compiled.matcher(text);
        while (matcher.find())
          if (matcher.end() > matcher.start()) yield { start: matcher.start(), end: matcher.end(), kind: name };
      },
    };
  });
