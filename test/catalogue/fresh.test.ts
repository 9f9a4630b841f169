import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generated } from '../../src/catalogue/write-docs.js';

const docs = fileURLToPath(new URL('../../docs', import.meta.url));

test('the catalogue and the settings page are what the program reads now (npm run docs writes them)', () => {
  const pages = generated(docs);
  const stale = [...pages].filter(([path, text]) => {
    try {
      return readFileSync(join(docs, path), 'utf8') !== text;
    } catch {
      return true;
    }
  });
  expect(stale.map(([path]) => path)).toEqual([]);
  const left = readdirSync(join(docs, 'catalogue')).filter((file) => !pages.has(`catalogue/${file}`));
  expect(left).toEqual([]);
});
