import { caseProblems, orphanProblems } from './lint/cases.js';
import { commentProblems } from './lint/comments.js';
import { controlProblems } from './lint/controls.js';
import { costProblems } from './lint/costs.js';
import { everydayProblems } from './lint/everyday.js';
import { captureProblems, linkProblems } from './lint/links.js';
import { lookAlikeProblems } from './lint/look-alikes.js';
import { mustProblems } from './lint/musts.js';
import { newlineProblems } from './lint/newlines.js';
import { ownIdProblems } from './lint/own-ids.js';
import { engineProblems, repeatProblems } from './lint/repeats.js';
import { stepProblems } from './lint/steps.js';
import { typedProblems } from './lint/typed.js';
import type { CaseFile } from './load.js';
import type { Problem } from './problem.js';
import type { Signature } from './signature.js';

/**
 * The house's demands beyond what `loadSignatures` refuses: for `knowledge check` and continuous integration.
 * @param signatures what loaded.
 * @param files the cases beside them.
 * @returns every problem, by file and line.
 */
export function lint(signatures: readonly Signature[], files: readonly CaseFile[]): readonly Problem[] {
  const known = new Set(signatures.flatMap(({ id, aliases }) => [id, ...aliases]));
  const cases = new Map(files.map((file) => [file.id, file]));
  const sound = new Set(signatures.filter((signature) => engineProblems(signature).length === 0));
  const problems = [
    ...signatures.flatMap((signature) => [
      ...(sound.has(signature) ? [] : engineProblems(signature)),
      ...(sound.has(signature) ? everydayProblems(signature) : []),
      ...newlineProblems(signature),
      ...controlProblems(signature),
      ...ownIdProblems(signature),
      ...commentProblems(signature),
      ...captureProblems(signature),
      ...mustProblems(signature),
      ...stepProblems(signature),
      ...costProblems(signature),
      ...typedProblems(signature),
      ...linkProblems(signature, known),
      ...caseProblems(signature, cases.get(signature.id)),
    ]),
    ...repeatProblems(signatures),
    ...lookAlikeProblems([...sound], files),
    ...orphanProblems(files, known),
  ];
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
