import { expect, it } from 'vitest';
import { nodeOptions } from '../../../handlers/names/node-options.js';
import type { Inventory, Known } from '../../../src/records/inventory.js';

const nodes: Inventory['nodes'] = [
  { name: 'node-10', addresses: ['10.0.0.10'], pool: 'gpu', ready: true },
  { name: 'node-9', addresses: ['10.0.0.9'], pool: 'cpu', ready: true },
  { name: 'node-3', addresses: ['10.0.0.3'], pool: 'gpu', ready: false },
];
const partsOf = (more: Partial<Known> = {}, list = nodes) => {
  const inventory = { cluster: 'prod', at: '2026-01-01T00:00:00Z', nodes: list, pods: {} };
  const all = async () => [{ inventory, ageSeconds: 5, stale: false, ...more }];
  return { records: { inventory: { all } } } as unknown as Parameters<typeof nodeOptions>[2];
};
const named = async (typed: string) => (await nodeOptions(typed, 'en', partsOf())).map((option) => option.value);

it('offers sick nodes first, then all others by name', async () => {
  expect(await named('')).toEqual(['prod/node-3', 'prod/node-9', 'prod/node-10']);
});

it('finds a node by part of its name, its address or its pool', async () => {
  expect(await named('10.0.0.9')).toEqual(['prod/node-9']);
  expect(await named('GPU node-1')).toEqual(['prod/node-10']);
  expect(await named('nothing')).toEqual([]);
});

it('says of each node what tells it from the others, and how old the list is', async () => {
  const [sick] = await nodeOptions('node-3', 'en', partsOf({ stale: true, ageSeconds: 400 }));
  expect(sick?.description?.text).toBe('not ready, gpu, 10.0.0.3, list is 400 s old');
});

it('stays within what an option may hold', async () => {
  const long = Array.from({ length: 300 }, (_, i) => ({ name: `${'n'.repeat(i)}1`, addresses: [] }));
  const options = await nodeOptions('', 'zh', partsOf({}, long));
  expect(options).toHaveLength(100);
  for (const { text, value } of options) expect(text.text.length <= 75 && value.length <= 150).toBe(true);
});
