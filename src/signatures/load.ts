import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { knowledgeFiles } from './folder.js';
import { factProblems } from './lint/facts.js';
import { patternProblems } from './lint/patterns.js';
import { versionProblems } from './lint/versions.js';
import type { Problem } from './problem.js';
import { readFile } from './read-file.js';
import { type Case, casesSchema, type Signature, signatureSchema } from './signature.js';
import { problemAt, type Source } from './source.js';

export interface Loaded {
  readonly signatures: readonly Signature[];
  /** Files that were left out, and why. The signatures that are there are sound. */
  readonly problems: readonly Problem[];
}

/** The cases beside one signature. */
export interface CaseFile {
  readonly id: string;
  readonly cases: readonly Case[];
}

export interface LoadedCases {
  readonly files: readonly CaseFile[];
  readonly problems: readonly Problem[];
}

/**
 * Reads signatures. What cannot be asked soundly (schema, patterns, versions, facts) is left out and told; the rest of the house's
 * demands is `lint`'s.
 * @param dirs the shipped folder (`knowledgeDir()`) and any others; an id belongs to the file that comes first.
 */
export function loadSignatures(dirs: readonly string[]): Loaded {
  const problems = dirs.filter((dir) => !existsSync(dir)).map(missing);
  const taken = new Map<string, string>();
  const signatures: Signature[] = [];
  for (const source of knowledgeFiles(dirs, 'signatures')) {
    const read = readFile(source, signatureSchema);
    const own = read.value === null ? read.problems : soundness(read.value, source, taken);
    problems.push(...own);
    if (read.value === null || own.length > 0) continue;
    for (const id of [read.value.id, ...read.value.aliases]) taken.set(id, source.file);
    signatures.push(read.value);
  }
  return { signatures, problems };
}

/** Reads the `<id>.test.yaml` files beside signatures. */
export function loadCases(dirs: readonly string[]): LoadedCases {
  const problems: Problem[] = [];
  const files: CaseFile[] = [];
  for (const source of knowledgeFiles(dirs, 'cases')) {
    const read = readFile(source, casesSchema);
    problems.push(...read.problems);
    if (read.value !== null) files.push(Object.assign(read.value, { id: basename(source.file, '.test.yaml') }));
  }
  return { files, problems };
}

function soundness(signature: Signature, source: Source, taken: ReadonlyMap<string, string>): readonly Problem[] {
  return [
    ...idProblems(signature, source, taken),
    ...patternProblems(signature),
    ...versionProblems(signature),
    ...factProblems(signature),
  ];
}

function idProblems(signature: Signature, source: Source, taken: ReadonlyMap<string, string>): readonly Problem[] {
  const { id, aliases } = signature;
  const stem = basename(source.file, '.yaml');
  const problems =
    stem === id
      ? []
      : [
          problemAt(signature, ['id'], {
            id,
            message: `the file is named ${stem}, its id is ${id}`,
            fix: 'give both one name',
          }),
        ];
  const twice = [id, ...aliases].flatMap((name) => {
    const other = taken.get(name);
    if (other === undefined) return [];
    const message = `duplicate id: ${name} belongs to ${other}`;
    return [problemAt(signature, ['id'], { id, message, fix: 'choose another id; an id is never used twice' })];
  });
  return [...problems, ...twice];
}

function missing(dir: string): Problem {
  return {
    file: dir,
    line: 1,
    message: 'no such folder',
    fix: 'create it, or take it out of `knowledge` in the configuration',
  };
}
