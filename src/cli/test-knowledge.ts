import { existsSync } from 'node:fs';
import { judgeCase, unmet } from '../authoring/judged-case.js';
import { buildMatcher } from '../match/matcher.js';
import { knowledgeDir } from '../signatures/folder.js';
import { type CaseFile, loadCases, loadSignatures } from '../signatures/load.js';
import { type Problem, printProblem } from '../signatures/problem.js';
import type { Signature } from '../signatures/signature.js';
import { problemAt } from '../signatures/source.js';
import type { TestCommand } from './command.js';
import type { Io } from './io.js';
import { EXIT, UsageError } from './usage.js';

/**
 * `plegmatic knowledge test`: judges cases as production does, with everything that is known, and says which do not hold.
 * @throws UsageError for a word that is neither a signature's id nor a folder, and where there is no case to judge.
 */
export function testKnowledge({ words }: TestCommand, io: Io): number {
  const folders = words.filter((word) => existsSync(word));
  const { signatures, problems: unsound } = loadSignatures([knowledgeDir(), ...folders]);
  const ids = words.filter((word) => !folders.includes(word)).map((word) => idOf(word, signatures));
  const { files, problems: unread } = loadCases(
    ids.length > 0 || folders.length === 0 ? [knowledgeDir(), ...folders] : folders,
  );
  const chosen = ids.length === 0 ? files : files.filter((file) => ids.includes(file.id));
  const all = { signatures, matcher: buildMatcher(signatures) };
  const failed = chosen.flatMap((file) =>
    file.cases.flatMap((one, at) => {
      const told = unmet(file.id, one, judgeCase(one, all));
      return told.length === 0 ? [] : [failure(file, at, told)];
    }),
  );
  for (const problem of [...unsound, ...unread, ...failed]) io.complain(`${printProblem(problem)}\n`);
  if (chosen.length === 0)
    throw new UsageError('no cases are there: each signature has its own in ID.test.yaml beside it');
  const count = chosen.reduce((sum, file) => sum + file.cases.length, 0);
  const held = `${count} ${count === 1 ? 'case' : 'cases'} of ${chosen.length} ${chosen.length === 1 ? 'signature' : 'signatures'}`;
  io.print(failed.length === 0 ? `${held}: all hold\n` : `${held}: ${failed.length} not as written\n`);
  return failed.length + unsound.length + unread.length === 0 ? EXIT.recognised : EXIT.failure;
}

function idOf(word: string, signatures: readonly Signature[]): string {
  const found = signatures.find((one) => one.id === word || one.aliases.includes(word));
  if (found === undefined)
    throw new UsageError(`"${word}" is no signature's id and no folder. See: plegmatic knowledge list`);
  return found.id;
}

function failure(file: CaseFile, at: number, told: readonly string[]): Problem {
  return problemAt(file, ['cases', at, 'name'], {
    id: file.id,
    message: `case "${file.cases[at]?.name}": ${told.join('; ')}`,
    fix: 'mend a pattern, a check or the case; plegmatic explain shows how its text is read',
  });
}
