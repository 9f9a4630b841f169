import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { knowledgeFiles } from './folder.js';
import { fromKept, type SignatureBody, type SignatureHead, toKeep } from './kept-signature.js';
import { factProblems } from './lint/facts.js';
import { patternProblems } from './lint/patterns.js';
import { versionProblems } from './lint/versions.js';
import { besideProgram, openParsedCache, type ParsedCache } from './parsed-cache.js';
import type { Problem } from './problem.js';
import { type Read, readFile } from './read-file.js';
import { type Case, casesSchema, type Signature, signatureSchema } from './signature.js';
import { problemAt, remember, type Source } from './source.js';

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
  const { sources, problems: unread } = knowledgeFiles(dirs, 'signatures');
  const problems = [...dirs.filter((dir) => !existsSync(dir)).map(missing), ...unread];
  const taken = new Map<string, string>();
  const signatures: Signature[] = [];
  const cache = openParsedCache<SignatureHead, SignatureBody>(besideProgram('knowledge'));
  for (const source of sources) {
    const { value, problems: own } = readSignature(source, cache);
    const clashes = value === null ? [] : idProblems(value, source, taken);
    problems.push(...own, ...clashes);
    if (value === null || own.length + clashes.length > 0) continue;
    for (const id of [value.id, ...value.aliases]) taken.set(id, source.file);
    signatures.push(value);
  }
  cache.save();
  return { signatures, problems };
}

/** Reads the `<id>.test.yaml` files beside signatures. */
export function loadCases(dirs: readonly string[]): LoadedCases {
  const { sources, problems: unread } = knowledgeFiles(dirs, 'cases');
  const problems = [...unread];
  const files: CaseFile[] = [];
  const cache = openParsedCache<null, readonly Case[]>(besideProgram('cases'));
  for (const source of sources) {
    const { value: cases, problems: own } = readCases(source, cache);
    problems.push(...own);
    if (cases !== null) files.push(remember({ id: basename(source.file, '.test.yaml'), cases }, source));
  }
  cache.save();
  return { files, problems };
}

function readCases(source: Source, cache: ParsedCache<null, readonly Case[]>): Read<readonly Case[]> {
  const before = cache.get(source.text);
  if (before !== undefined) return { value: before.body(), problems: [] };
  const { value, problems } = readFile(source, casesSchema);
  if (value === null) return { value, problems };
  cache.put(source.text, null, value.cases);
  return { value: value.cases, problems: [] };
}

interface ReadSignature {
  readonly value: Signature | null;
  readonly problems: readonly Problem[];
}

/** What depends on this one text alone, so that it can be kept by its text. */
function readSignature(source: Source, cache: ParsedCache<SignatureHead, SignatureBody>): ReadSignature {
  const before = cache.get(source.text);
  if (before !== undefined) return { value: remember(fromKept(before), source), problems: [] };
  const { value, problems } = readFile(source, signatureSchema);
  if (value === null) return { value, problems };
  const unsound = [...patternProblems(value), ...versionProblems(value), ...factProblems(value)];
  if (unsound.length === 0) cache.put(source.text, ...toKeep(value));
  return { value, problems: unsound };
}

function idProblems(signature: Signature, source: Source, taken: ReadonlyMap<string, string>): readonly Problem[] {
  const { id, aliases } = signature;
  const named = source.file.endsWith(`/${id}.yaml`) ? id : basename(source.file, '.yaml');
  const problems =
    named === id
      ? []
      : [
          problemAt(signature, ['id'], {
            id,
            message: `the file is named ${named}, its id is ${id}`,
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
    fix: 'check its spelling: it was given on the command line or as `knowledge` in the configuration',
  };
}
