import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';
import { patternsOf } from './patterns.js';

/** Tab and newline may be meant; the others come from an escape that YAML took for its own. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f]/;

/** In double quotes YAML turns `\b` into a backspace: a pattern that is right to the eye and meets no text. */
export function controlProblems(signature: Signature): readonly Problem[] {
  return patternsOf(signature).flatMap(({ source, path }) =>
    CONTROL.test(source)
      ? [
          problemAt(signature, path, {
            id: signature.id,
            message: 'the pattern holds a control character: in double quotes YAML reads \\b as a backspace',
            fix: 'put the pattern in single quotes',
          }),
        ]
      : [],
  );
}
