import { expect, it } from 'vitest';
import { resolveNames } from '../../handlers/targets.js';
import type { Known } from '../../src/records/inventory.js';

const known = (cluster: string, nodes: string[], more: Partial<Known> = {}): Known => ({
  inventory: {
    cluster,
    at: '2026-01-01T00:00:00Z',
    nodes: nodes.map((name, i) => ({ name, addresses: [`10.0.${cluster.length}.${i}`] })),
    pods: { [`web/${cluster}-pod`]: nodes[0] ?? '' },
  },
  ageSeconds: 5,
  stale: false,
  ...more,
});
const both = [known('prod', ['node-7', 'node-8']), known('staging', ['node-7', 'worker-1'])];

it('takes a node, a node with its cluster, a pod and an address', () => {
  const { targets, notes } = resolveNames(['node-8', 'staging/node-7', 'web/prod-pod', '10.0.7.1:9100'], [], both);
  expect(targets).toEqual([
    { cluster: 'prod', node: 'node-8' },
    { cluster: 'staging', node: 'node-7' },
    { cluster: 'prod', node: 'node-7' },
    { cluster: 'staging', node: 'worker-1' },
  ]);
  expect(notes).toEqual([]);
});

it('asks which cluster is meant', () => {
  const { targets, notes } = resolveNames(['node-7'], [], both);
  expect(targets).toEqual([]);
  expect(notes).toEqual(['node-7 is in several clusters. Say which: prod/node-7 or staging/node-7.']);
});

it('names near names for a typed name it does not know', () => {
  expect(resolveNames(['worker-11'], [], both).notes[0]).toContain('Did you mean worker-1?');
});

it('says why something cannot be a node name', () => {
  expect(resolveNames(['Node_7'], [], both).notes[0]).toContain('cannot be a node name');
});

it('passes over unknown names that were only found in a text', () => {
  expect(resolveNames([], ['elsewhere', 'node-8'], both)).toEqual({
    targets: [{ cluster: 'prod', node: 'node-8' }],
    notes: [],
  });
});

it('says so when no collector ever reported, or one is silent', () => {
  expect(resolveNames(['node-7'], [], []).notes[0]).toContain('no collector has reported');
  const stale = [known('prod', ['node-7'], { stale: true, ageSeconds: 400 })];
  expect(resolveNames(['node-7'], [], stale).notes[0]).toContain('400 s old');
});
