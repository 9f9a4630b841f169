import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canI } from '../../src/collect/can-i.js';
import { collect } from '../../src/collect/collect.js';
import { fetchInventory } from '../../src/collect/inventory.js';
import { kubectlVersion } from '../../src/collect/kubectl-version.js';
import { fakeKubectl } from './fake-kubectl.js';

it('kubectl is given no override that makes it forget the pod it runs in', async () => {
  const fake = fakeKubectl('healthy');
  const cluster = { name: 'default', kubectl: fake.path };
  await fetchInventory(cluster);
  await collect({ ...cluster, node: 'node-1' });
  await kubectlVersion(cluster);
  await canI(cluster, { verb: 'list', resource: 'nodes' });
  const calls = readFileSync(`${fake.folder}/argv`, 'utf8').trim().split('\n');
  expect(calls.length).toBeGreaterThan(6);
  // Seen with kubectl 1.32 in a pod: with any of these it asks localhost:8080 instead of the API server.
  const OVERRIDES = /--(request-timeout|server|token|user|cluster|certificate-authority|as)\b/;
  expect(calls.filter((argv) => OVERRIDES.test(argv.split(' -- ')[0] ?? ''))).toEqual([]);
});
