import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Labelled, labelledSchema } from './labelled.js';

/** The labelled texts that stand in the repository, as paths. */
export function corpusPaths(): readonly string[] {
  const dir = fileURLToPath(new URL('../corpus/', import.meta.url));
  return readdirSync(dir)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => join(dir, file));
}

/** @returns the labelled texts of these files, one a line. Throws where a line is none. */
export function readLabelled(paths: readonly string[]): readonly Labelled[] {
  return paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => labelledSchema.parse(JSON.parse(line))),
  );
}
