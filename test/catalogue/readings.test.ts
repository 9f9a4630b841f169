import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { readOn, readReadings } from '../../src/catalogue/readings.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';

const ledger = fileURLToPath(new URL('../../docs/verification', import.meta.url));
const { signatures } = loadSignatures([knowledgeDir()]);
const readings = readReadings(ledger);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function ledgerOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'readings-'));
  folders.push(folder);
  writeFileSync(join(folder, 'someone.tsv'), text);
  return folder;
}

test('each reference of a stable signature was opened by a second reader', () => {
  const read = readOn(readings);
  const unread = signatures
    .filter(({ status }) => status === 'stable')
    .flatMap(({ id, references }) =>
      references.filter(({ url }) => read(id, url) === undefined).map(({ url }) => `${id} ${url}`),
    );
  expect(unread).toEqual([]);
});

test('a reading is about a reference that stands: who changes one takes its row out, or opens the new one', () => {
  const standing = new Set(signatures.flatMap(({ id, references }) => references.map(({ url }) => `${id} ${url}`)));
  expect(readings.map(({ id, url }) => `${id} ${url}`).filter((one) => !standing.has(one))).toEqual([]);
});

test('a row that cannot be read is named by file and line', () => {
  const head = 'id\turl\tdate\topened\tverdict\tnote\n';
  expect(() => readReadings(ledgerOf(`${head}a\thttps://example.org/\t2026-11-29\tthread\tconfirmed\n`))).toThrow(
    /someone\.tsv:2: 5 columns/,
  );
  expect(() => readReadings(ledgerOf(`${head}a\thttps://example.org/\t2026-11-29\theard\tconfirmed\t\n`))).toThrow(
    /someone\.tsv:2: [\s\S]*opened/,
  );
  expect(() => readReadings(ledgerOf('id\turl\n'))).toThrow(/someone\.tsv:1/);
});

test('of two readings of one reference the later day counts', () => {
  const row = (date: string) => `a\thttps://example.org/\t${date}\tthread\tconfirmed\t\n`;
  const read = readOn(
    readReadings(ledgerOf(`id\turl\tdate\topened\tverdict\tnote\n${row('2026-11-29')}${row('2026-11-22')}`)),
  );
  expect(read('a', 'https://example.org/')).toBe('2026-11-29');
  expect(read('b', 'https://example.org/')).toBeUndefined();
});
