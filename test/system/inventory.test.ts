import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { namedNodes } from '../../handlers/names/named-nodes.js';
import { publishInventory } from '../../src/collector/publish-inventory.js';
import { readPayload } from '../../src/jobs/payloads.js';
import { createLog } from '../../src/log.js';
import type { Records } from '../../src/records/records.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

const folder = mkdtempSync(join(tmpdir(), 'plegmatic-inventory-'));
const kubectl = join(folder, 'kubectl');
const log = createLog({ level: 'fatal' });
let redis: TestRedis;
let records: Records;
let collector: AbortController;

/** What the API server would say from now on. */
const cluster = (pods: Record<string, string | undefined>): void => {
  const items = Object.entries(pods).map(([name, nodeName]) => ({
    metadata: { namespace: 'web', name },
    spec: nodeName === undefined ? {} : { nodeName },
  }));
  writeFileSync(join(folder, 'nodes'), JSON.stringify({ items: [{ metadata: { name: 'node-7' } }] }));
  writeFileSync(join(folder, 'pods'), JSON.stringify({ items }));
};

beforeAll(async () => {
  writeFileSync(kubectl, `#!/bin/sh\ncase "$*" in *pods*) cat ${folder}/pods ;; *) cat ${folder}/nodes ;; esac\n`);
  chmodSync(kubectl, 0o755);
  redis = await startRedis();
  records = await testRecords(redis.url);
});
afterAll(async () => {
  records.redis.disconnect();
  await redis.end('SIGKILL');
});
beforeEach(async () => {
  await records.redis.flushall();
  cluster({ 'front-0': 'node-7' });
  collector = new AbortController();
});

const collect = async (): Promise<void> => {
  publishInventory({ name: 'prod', kubectl, env: process.env }, { records, log, signal: collector.signal });
  await until(async () => (await records.inventory.get('prod')) !== null);
};
const ask = (names: string[], text?: string) =>
  namedNodes(
    readPayload.parse({
      id: 'r',
      way: 'command',
      asked: true,
      channel: 'C1',
      names,
      text,
      at: new Date().toISOString(),
    }),
    [],
    'en',
    { records },
  );

it('finds a pod that started after the last round', async () => {
  await collect();
  cluster({ 'front-0': 'node-7', 'front-1': 'node-7' });
  expect(await ask(['front-1'])).toMatchObject({
    targets: [{ cluster: 'prod', node: 'node-7' }],
    notes: ['web/front-1 runs on node-7.'],
  });
  cluster({ 'late-x7k2p': undefined });
  expect((await ask(['web/late-x7k2p'])).notes[0]).toContain('is on no node yet');
  collector.abort();
});

it('finds a new pod that was only spoken of', async () => {
  await collect();
  cluster({ 'api-6d4cf56db6-x7k2p': 'node-7' });
  const text = await records.texts.put('api-6d4cf56db6-x7k2p hangs again', 't1');
  expect((await ask([], text)).targets).toEqual([{ cluster: 'prod', node: 'node-7' }]);
  collector.abort();
});

it('does not wait for a collector that is silent, and says that its list is old', async () => {
  const old = new Date(Date.now() - 400_000).toISOString();
  await records.inventory.publish({ cluster: 'prod', at: old, nodes: [{ name: 'node-7', addresses: [] }], pods: {} });
  const { notes } = await ask(['front-1']);
  expect(notes.join(' ')).toMatch(/no node or pod front-1.*400 s old/);
  expect(await records.redis.exists('plegmatic:inventory-calls:prod')).toBe(0);
  collector.abort();
});

it('waits no longer than it said for a collector that died a moment ago', async () => {
  await records.inventory.publish({ cluster: 'prod', at: new Date().toISOString(), nodes: [], pods: {} });
  expect(await records.inventoryCalls.ask('prod', 200)).toBe(false);
  collector.abort();
});

it('answers many who ask at once with one reading', async () => {
  let readings = 0;
  const read = async () => {
    readings += 1;
    return true;
  };
  const asked = Promise.all(Array.from({ length: 20 }, () => records.inventoryCalls.ask('prod', 4000)));
  await until(async () => (await records.redis.llen('plegmatic:inventory-calls:prod')) === 20);
  void records.inventoryCalls.serve('prod', read, collector.signal);
  expect((await asked).every((one) => one)).toBe(true);
  expect(readings).toBe(1);
  collector.abort();
});
