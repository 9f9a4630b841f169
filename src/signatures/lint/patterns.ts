import { compilePattern, type PatternOptions } from '../../match/compile.js';
import { PatternError } from '../../match/tree.js';
import type { Problem } from '../problem.js';
import type { CellTest, Check, RowTest, Signature } from '../signature.js';
import { type Path, problemAt } from '../source.js';

/** A pattern and where it stands in its file. */
export interface PatternAt {
  readonly source: string;
  readonly path: Path;
  readonly options: PatternOptions;
}

/** Every pattern of a signature: of its symptoms and of its checks. */
export function patternsOf(signature: Signature): readonly PatternAt[] {
  const symptoms = signature.symptoms.flatMap((symptom, index) => {
    const options = { ignoreCase: symptom.ignore_case, acrossLines: symptom.across_lines };
    const path = ['symptoms', index];
    const unless = symptom.unless === undefined ? [] : [{ source: symptom.unless, path: [...path, 'unless'], options }];
    return [{ source: symptom.pattern, path: [...path, 'pattern'], options }, ...unless];
  });
  return [...symptoms, ...signature.checks.flatMap((check, index) => patternsOfCheck(check, ['checks', index]))];
}

function patternsOfCheck(check: Check, path: Path): readonly PatternAt[] {
  const own = check.matches === undefined ? [] : [{ source: check.matches, path: [...path, 'matches'], options: {} }];
  return [
    ...own,
    ...patternsOfRow(check.any_row, [...path, 'any_row']),
    ...patternsOfRow(check.none_row, [...path, 'none_row']),
    ...patternsOfRow(check.where, [...path, 'where']),
    ...(check.any_of ?? []).flatMap((row, index) => patternsOfRow(row, [...path, 'any_of', index])),
  ];
}

function patternsOfRow(row: RowTest | undefined, path: Path): readonly PatternAt[] {
  return Object.entries(row ?? {}).flatMap(([column, test]) =>
    patternsOfCell(test).map(([key, source]) => ({ source, path: [...path, column, ...key], options: {} })),
  );
}

function patternsOfCell(test: CellTest): readonly (readonly [Path, string])[] {
  if (typeof test === 'string') return [[[], test]];
  if (typeof test !== 'object') return [];
  return (['matches', 'not_matches'] as const).flatMap((key) => {
    const source = test[key];
    return source === undefined ? [] : [[[key], source] as const];
  });
}

/** Patterns outside the language, groups without a name, captures the engine would mix up. Cheap: nothing is compiled. */
export function patternProblems(signature: Signature): readonly Problem[] {
  const { id } = signature;
  return patternsOf(signature).flatMap(({ source, path, options }) => {
    try {
      const { names, unnamed } = compilePattern(source, options);
      if (unnamed > 0)
        return [
          problemAt(signature, path, {
            id,
            message: 'an unnamed group: it captures and nobody can use it',
            fix: 'write (?:...) to group, (?P<name>...) to capture',
          }),
        ];
      if (new Set(names).size < names.length)
        return [problemAt(signature, path, { id, message: 'two captures of one name', fix: 'give each its own name' })];
      return [];
    } catch (error) {
      return [outsideRe2(signature, path, error)];
    }
  });
}

/** @throws what is no refusal of a pattern: a defect of ours, not of the file. */
export function outsideRe2(signature: Signature, path: Path, error: unknown): Problem {
  if (!(error instanceof PatternError)) throw error;
  const message = `pattern outside RE2: ${error.message}`;
  return problemAt(signature, path, { id: signature.id, message, fix: 'use RE2 syntax without inline flags' });
}
