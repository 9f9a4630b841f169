import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
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
  // A folder given twice, or one inside another, has each file once.
  const files = new Map(dirs.flatMap((dir) => filesIn(dir, kind, problems)).map((file) => [file.path, file.shown]));
  for (const [path, file] of files) {
    try {
      sources.push({ file, text: readFileSync(path, 'utf8') });
    } catch (error) {
      // Gone since it was listed, or a folder with a file's name: no knowledge file either way.
      if (!['ENOENT', 'EISDIR'].includes(codeOf(error))) problems.push(unreadable(file, error));
    }
  }
  return { sources, problems };
}

interface KnowledgeFile {
  /** From the root. */
  readonly path: string;
  readonly shown: string;
}

function filesIn(dir: string, kind: Kind, problems: Problem[]): readonly KnowledgeFile[] {
  if (!existsSync(dir)) return [];
  // Hundreds of files: what is true of the folder is not asked of each.
  const root = join(resolve(dir), sep);
  const near = relative('.', dir);
  const given = near.startsWith('..') ? join(dir, sep) : near === '' ? '' : join(near, sep);
  const holdsUs = resolve('.').startsWith(root);
  try {
    return [...namesIn(dir)]
      .filter((name) => kindOf(name) === kind)
      .sort()
      .map((name) => ({ path: root + name, shown: holdsUs ? shown(join(dir, name)) : given + name }));
  } catch (error) {
    problems.push(unreadable(shown(dir), error));
    return [];
  }
}

/** Not `recursive`: that asks the system about each file again, which takes as long as reading half of them. */
function* namesIn(dir: string, below = ''): Generator<string> {
  for (const entry of readdirSync(join(dir, below), { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const name = below === '' ? entry.name : `${below}${sep}${entry.name}`;
    if (isFolder(entry, dir, name)) yield* namesIn(dir, name);
    else yield name;
  }
}

/** A link to a folder is one; a link to nothing is left to whoever reads it. */
const isFolder = (entry: Dirent, dir: string, name: string): boolean =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() && statSync(join(dir, name), { throwIfNoEntry: false })?.isDirectory() === true);

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);

const unreadable = (file: string, error: unknown): Problem => ({
  file,
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
