import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';

/** Classes that leave characters out: in one line none of them meets a newline. */
const NEGATED = /\[\^(?:\\.|[^\]\\])*\]/g;
const NEWLINE = /(?<!\\)(?:\\\\)*\\n|\[\\s\\S\]|\[\\S\\s\]/;

/** Patterns that ask for a newline and are asked of single lines, which have none. Cheap: nothing is compiled. */
export function newlineProblems(signature: Signature): readonly Problem[] {
  return signature.symptoms.flatMap(({ pattern, across_lines }, at) => {
    if (across_lines || !NEWLINE.test(pattern.replace(NEGATED, ''))) return [];
    return [
      problemAt(signature, ['symptoms', at, 'pattern'], {
        id: signature.id,
        message: 'the pattern asks for a newline, and it is asked of one line at a time',
        fix: 'add across_lines: true, or ask for what stands in one line',
      }),
    ];
  });
}
