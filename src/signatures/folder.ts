import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from './problem.js';
import type { Source } from './source.js';

/** The only opener of knowledge files. */

/** @returns the knowledge that ships with the package: beside package.json, whether this runs from source or from dist. */
export function knowledgeDir(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, 'knowledge');
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('no package.json above the program, so its knowledge folder cannot be found; install it again');
    folder = parent;
  }
}

export interface KnowledgeFiles {
  readonly sources: readonly Source[];
  /** Files that are there and could not be read. */
  readonly problems: readonly Problem[];
}

/**
 * @param dirs folders, searched through and through; one that does not exist has no files. What lies below a folder whose name begins with
 *   a dot is passed over: a mounted ConfigMap keeps its copy there, beside the links to it, and git its own things.
 * @param kind signatures (`<id>.yaml`), their cases (`<id>.test.yaml`) or a translation (`<id>.zh.yaml`).
 * @returns the files in order of their names, named as seen from the working directory where they are below it.
 */
export function knowledgeFiles(dirs: readonly string[], kind: Kind): KnowledgeFiles {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  for (const path of dirs.flatMap((dir) => pathsIn(dir, kind, problems))) {
    const file = shown(path);
    try {
      sources.push({ file, text: readFileSync(path, 'utf8') });
    } catch (error) {
      // Gone since it was listed, or a folder with a file's name: no knowledge file either way.
      if (!['ENOENT', 'EISDIR'].includes(codeOf(error))) problems.push(unreadable(path, error));
    }
  }
  return { sources, problems };
}

const HIDDEN = /(?:^|[\\/])\./;

function pathsIn(dir: string, kind: Kind, problems: Problem[]): readonly string[] {
  if (!existsSync(dir)) return [];
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => kindOf(name) === kind && !HIDDEN.test(name))
      .sort()
      .map((name) => join(dir, name));
  } catch (error) {
    problems.push(unreadable(dir, error));
    return [];
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);

const unreadable = (path: string, error: unknown): Problem => ({
  file: shown(path),
  line: 1,
  message: `it could not be read (${codeOf(error)})`,
  fix: 'let the user that plegmatic runs as read it',
});

type Kind = 'signatures' | 'cases' | 'zh';

function kindOf(name: string): Kind | undefined {
  if (!name.endsWith('.yaml')) return undefined;
  return name.endsWith('.test.yaml') ? 'cases' : name.endsWith('.zh.yaml') ? 'zh' : 'signatures';
}

function shown(file: string): string {
  const near = relative('.', file);
  return near.startsWith('..') ? file : near;
}
