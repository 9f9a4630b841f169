import type { Knowledge } from '../diagnosis/diagnose.js';
import { buildMatcher } from '../match/matcher.js';
import { knowledgeDir } from '../signatures/folder.js';
import { loadSignatures } from '../signatures/load.js';
import { printProblem } from '../signatures/problem.js';
import type { Io } from './io.js';

/** @returns what is known, ready to be asked. A file that does not load is named and left out: the rest still answers. */
export function loadKnowledge(folders: readonly string[], io: Io): Knowledge {
  const { signatures, problems } = loadSignatures([knowledgeDir(), ...folders]);
  for (const problem of problems) io.complain(`${printProblem(problem)}\n`);
  return { signatures, matcher: buildMatcher(signatures) };
}
