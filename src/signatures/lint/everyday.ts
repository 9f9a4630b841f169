import { compilePattern } from '../../match/compile.js';
import { EVERYDAY_LINES } from '../../match/everyday.js';
import { foldAscii } from '../../match/fold.js';
import { holdsAll } from '../../match/required.js';
import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';

const FIX =
  'require a word that only the failure prints, of three letters or more, outside brackets with more than four members; where one alternative has none, make it a symptom of its own, so that all its words count';
const EVERYDAY = EVERYDAY_LINES.map((line) => ({ line, folded: foldAscii(line) }));

/** Patterns that most lines of any log would be looked through for: they require no words, or none that a healthy node does not write. */
export function everydayProblems(signature: Signature): readonly Problem[] {
  return signature.symptoms.flatMap(({ pattern: source, ignore_case, across_lines }, at) => {
    const pattern = compilePattern(source, { ignoreCase: ignore_case, acrossLines: across_lines });
    const message = problemOf(
      pattern.required[0],
      EVERYDAY.find(({ folded }) => holdsAll(folded, pattern.required))?.line,
    );
    if (message === null) return [];
    return [problemAt(signature, ['symptoms', at, 'pattern'], { id: signature.id, message, fix: FIX })];
  });
}

function problemOf(required: readonly string[] | undefined, line: string | undefined): string | null {
  if (required === undefined) return 'the pattern requires no word, so it is asked of every line of a log';
  if (line === undefined) return null;
  const words = required.filter((literal) => foldAscii(line).includes(literal)).map((literal) => `"${literal}"`);
  return `the pattern requires only everyday words (${words.join(', ')}): it is asked of lines that a healthy node writes all day, such as: ${line}`;
}
