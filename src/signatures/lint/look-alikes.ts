import { buildMatcher } from '../../match/matcher.js';
import { readReport } from '../../report/read-report.js';
import type { CaseFile } from '../load.js';
import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';
import { names } from './repeats.js';

/**
 * A pattern that claims to be specific (or to prove) and is also in the texts of another signature's cases, with neither naming the
 * other: then it is not specific, or a look-alike has been forgotten. Cases that expect `ruled-out` count for nothing: their text is
 * often another's on purpose.
 */
export function lookAlikeProblems(signatures: readonly Signature[], files: readonly CaseFile[]): readonly Problem[] {
  const matcher = buildMatcher(signatures);
  const byId = new Map(signatures.map((signature) => [signature.id, signature]));
  const told = new Set<string>();
  return files.flatMap((file) => {
    const owner = byId.get(file.id);
    if (owner === undefined) return [];
    return file.cases.flatMap(({ name, paste, verdict }) => {
      if (paste === undefined || verdict === 'ruled-out') return [];
      return matcher.match(readReport(paste).lines, 'paste').flatMap(({ signature, symptom }) => {
        const key = `${signature.id} ${symptom.id} ${owner.id}`;
        if (signature === owner || symptom.weight === 'shared' || symptom.refutes || told.has(key)) return [];
        if (names(signature, owner) || names(owner, signature)) return [];
        told.add(key);
        const at = signature.symptoms.indexOf(symptom);
        return [
          problemAt(signature, ['symptoms', at, 'pattern'], {
            id: signature.id,
            message: `${symptom.weight} pattern ${symptom.id} also matches ${owner.id}, case "${name}"`,
            fix: `name ${owner.id} in not_this, call the symptom shared, or make the pattern narrower`,
          }),
        ];
      });
    });
  });
}
