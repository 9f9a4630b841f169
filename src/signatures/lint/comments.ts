import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { sourceOf } from '../source.js';

/** A value without quotes on the line of its key, with more words behind a `#`: for YAML they are a comment. */
const CUT = /^ {2,}(?:- )?(?:run|undo|verify|settle|expect|hurts|note|because|tell): (?!['">|&*#]).*?\s#/gm;

/** Advice that stands behind a `#` without quotes is read by authors only: an "only where the state is T" is lost. */
export function commentProblems(signature: Signature): readonly Problem[] {
  const { file, text } = sourceOf(signature);
  return [...text.matchAll(CUT)].map(({ index }) => ({
    id: signature.id,
    file,
    line: text.slice(0, index).split('\n').length,
    message: 'what stands behind the # is a comment of YAML, and nobody who follows the advice sees it',
    fix: 'put the whole value in quotes',
  }));
}
