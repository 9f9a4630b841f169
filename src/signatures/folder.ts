import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/**
 * @param dirs folders, searched through and through; one that does not exist has no files.
 * @param kind signatures (`<id>.yaml`), their cases (`<id>.test.yaml`) or a translation (`<id>.zh.yaml`).
 * @returns the files in order of their names, named as seen from the working directory where they are below it.
 */
export function knowledgeFiles(dirs: readonly string[], kind: Kind): readonly Source[] {
  return dirs.flatMap((dir) => {
    if (!existsSync(dir)) return [];
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => kindOf(name) === kind)
      .sort()
      .map((name) => ({ file: shown(join(dir, name)), text: readFileSync(join(dir, name), 'utf8') }));
  });
}

type Kind = 'signatures' | 'cases' | 'zh';

function kindOf(name: string): Kind | undefined {
  if (!name.endsWith('.yaml')) return undefined;
  return name.endsWith('.test.yaml') ? 'cases' : name.endsWith('.zh.yaml') ? 'zh' : 'signatures';
}

function shown(file: string): string {
  const near = relative('.', file);
  return near.startsWith('..') ? file : near;
}
