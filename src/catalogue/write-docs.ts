import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from '../config/table.js';
import { knowledgeDir } from '../signatures/folder.js';
import { loadCases, loadSignatures } from '../signatures/load.js';
import { indexPage } from './index-page.js';
import { page } from './page.js';
import { readOn, readReadings } from './readings.js';

/** `npm run docs`: every generated page, by its path below docs/. @param docs the docs folder, where the second readings lie. */
export function generated(docs: string): ReadonlyMap<string, string> {
  const { signatures } = loadSignatures([knowledgeDir()]);
  const cases = new Map(loadCases([knowledgeDir()]).files.map((file) => [file.id, file.cases]));
  const read = readOn(readReadings(join(docs, 'verification')));
  const pages = new Map<string, string>([
    ['settings.md', settingsPage()],
    ['catalogue/README.md', indexPage(signatures)],
  ]);
  for (const signature of signatures)
    pages.set(`catalogue/${signature.id}.md`, page(signature, cases.get(signature.id) ?? [], read));
  return pages;
}

/** @param docs the docs folder. Pages of signatures that are gone are removed. */
export function writeDocs(docs: string): void {
  const pages = generated(docs);
  const catalogue = join(docs, 'catalogue');
  mkdirSync(catalogue, { recursive: true });
  for (const old of readdirSync(catalogue)) if (!pages.has(`catalogue/${old}`)) rmSync(join(catalogue, old));
  for (const [path, text] of pages) writeFileSync(join(docs, path), text);
}
