import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { sourceOf } from '../../src/signatures/source.js';
import { corpusPaths, readLabelled } from './corpus.js';

const folders = new Map(
  loadSignatures([knowledgeDir()]).signatures.flatMap((signature) => {
    const folder = sourceOf(signature).file.split('/').at(-2) ?? '';
    return [signature.id, ...signature.aliases].map((name) => [name, folder] as const);
  }),
);
const files = corpusPaths().map((path) => ({ name: basename(path, '.jsonl'), texts: readLabelled([path]) }));
const all = files.flatMap(({ texts }) => texts);

describe('the labelled texts', () => {
  test('each has an id of its own', () => {
    const ids = all.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('no text is labelled twice with one failure', () => {
    const said = all.map(({ text, failure_mode }) => JSON.stringify([text, failure_mode]));
    const first = new Map(said.map((one, index) => [one, index] as const).reverse());
    expect(all.filter((_, index) => first.get(said[index] ?? '') !== index).map(({ id }) => id)).toEqual([]);
  });

  test('a text stands in the file of its component: where its signature stands, or silence, or no signature', () => {
    const misplaced = files.flatMap(({ name, texts }) =>
      texts.flatMap(({ id, failure_mode }) => {
        const place = failure_mode === null ? 'silence' : (folders.get(failure_mode) ?? 'no-signature');
        return place === name ? [] : [`${id}: in ${name}, belongs to ${place}`];
      }),
    );
    expect(misplaced).toEqual([]);
  });
});
