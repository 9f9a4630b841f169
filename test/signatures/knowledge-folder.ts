import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { lint } from '../../src/signatures/lint.js';
import { loadCases, loadSignatures } from '../../src/signatures/load.js';
import type { Problem } from '../../src/signatures/problem.js';

const SOUND = new URL('fixtures/sound/', import.meta.url);

/** One change to one file of the sound folder: a text that must be there, and what stands there instead. */
export interface Edit {
  readonly file?: string;
  readonly from: string | RegExp;
  readonly to: string;
}

/** @returns a folder with the sound signatures and the edits, gone when the test is over. */
export function knowledgeFolder(edits: readonly Edit[] = [], more: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'knowledge-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync(SOUND)) {
    let text = readFileSync(new URL(name, SOUND), 'utf8');
    for (const { file = 'queue-stuck.yaml', from, to } of edits.filter(
      (edit) => (edit.file ?? 'queue-stuck.yaml') === name,
    )) {
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${file} has no ${from}`);
      text = edited;
    }
    writeFileSync(join(folder, name), text);
  }
  for (const [name, text] of Object.entries(more)) writeFileSync(join(folder, name), text);
  return folder;
}

/** @returns everything `knowledge check` would say about the folder. */
export function problemsOf(folder: string): readonly Problem[] {
  const { signatures, problems } = loadSignatures([folder]);
  const cases = loadCases([folder]);
  return [...problems, ...cases.problems, ...lint(signatures, cases.files)];
}

/** @returns the text of one sound file, for a second one to be made of it. */
export function soundText(name: string): string {
  return readFileSync(new URL(name, SOUND), 'utf8');
}
