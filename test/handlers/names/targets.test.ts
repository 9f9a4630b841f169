import { describe, expect, it } from 'vitest';
import { resolveNames } from '../../../handlers/names/targets.js';
import type { Known } from '../../../src/records/inventory.js';

const known = (
  cluster: string,
  nodes: string[],
  pods: Record<string, string> = {},
  more: Partial<Known> = {},
): Known => ({
  inventory: {
    cluster,
    at: '2026-01-01T00:00:00Z',
    nodes: nodes.map((name, i) => ({ name, addresses: [`10.0.${cluster.length}.${i}`] })),
    pods,
  },
  ageSeconds: 5,
  stale: false,
  ...more,
});
const prod = known('prod', ['node-7', 'node-8', 'ip-10-0-0-1.ec2.internal'], {
  'web/front-1': 'node-7',
  'web/cache-0': 'node-7',
  'jobs/cache-0': 'node-8',
  'web/twin-0': 'node-8',
  'jobs/twin-0': 'node-8',
  'web/new-0': '',
});
const staging = known('staging', ['node-7', 'worker-1'], { 'web/front-9': 'worker-1' });
const both = [prod, staging];

describe('a name that was typed', () => {
  it.each<[string, string, string]>([
    ['a node', 'node-8', 'prod/node-8'],
    ['a node in capitals', 'NODE-8', 'prod/node-8'],
    ['a node with its cluster', 'staging/node-7', 'staging/node-7'],
    ['an address with its port', '10.0.7.1:9100', 'staging/worker-1'],
    ['a host without its domain', 'ip-10-0-0-1', 'prod/ip-10-0-0-1.ec2.internal'],
  ])('is %s', (_, name, expected) => {
    const { targets, notes } = resolveNames([name], [], both);
    expect([targets.map((t) => `${t.cluster}/${t.node}`), notes]).toEqual([[expected], []]);
  });

  it.each<[string, string, string, string]>([
    ['a pod', 'front-1', 'prod/node-7', 'web/front-1 runs on node-7.'],
    ['a pod with its namespace', 'web/front-9', 'staging/worker-1', 'web/front-9 runs on worker-1.'],
    ['a pod with its cluster', 'prod/front-1', 'prod/node-7', 'web/front-1 runs on node-7.'],
    ['a pod with both', 'prod/jobs/cache-0', 'prod/node-8', 'jobs/cache-0 runs on node-8.'],
    ['a pod of two namespaces on one node', 'twin-0', 'prod/node-8', 'web/twin-0 runs on node-8.'],
  ])('is %s, and the answer says which node that is', (_, name, expected, note) => {
    const { targets, notes } = resolveNames([name], [], both);
    expect([targets.map((t) => `${t.cluster}/${t.node}`), notes]).toEqual([[expected], [note]]);
  });

  it.each<[string, string, string]>([
    ['in several clusters', 'node-7', 'node-7 is in several clusters. Say which: prod/node-7 or staging/node-7.'],
    ['in several namespaces', 'cache-0', 'cache-0 may be web/cache-0 or jobs/cache-0. Say which.'],
    ['of a pod without a node', 'web/new-0', 'web/new-0 is on no node yet'],
    ['close to another', 'worker-11', 'Did you mean worker-1?'],
    ['that cannot be one', 'Node_7', 'cannot be a node name'],
  ])('%s is answered with a sentence', (_, name, sentence) => {
    const { targets, notes } = resolveNames([name], [], both);
    expect(targets).toEqual([]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(sentence);
  });

  it('is worth another look only when something could be called so', () => {
    expect(resolveNames(['web-abcde', 'Node_7', 'node-8'], [], both).missing).toEqual(['web-abcde']);
  });
});

it('passes over unknown names that were only found in a text', () => {
  expect(resolveNames([], ['elsewhere', 'node-8'], both)).toEqual({
    targets: [{ cluster: 'prod', node: 'node-8' }],
    notes: [],
    missing: [],
  });
});

it('says so when no collector ever reported, or one is silent', () => {
  expect(resolveNames(['node-7'], [], []).notes[0]).toContain('no collector has reported');
  const stale = [known('prod', ['node-7'], {}, { stale: true, ageSeconds: 400 })];
  expect(resolveNames(['node-7'], [], stale).notes[0]).toContain('400 s old');
  expect(resolveNames(['node-9'], [], stale).notes.join(' ')).toContain('400 s old');
});

it('finds nothing by the names of JavaScript itself', () => {
  expect(resolveNames(['constructor', '__proto__', 'tostring'], [], both).targets).toEqual([]);
});

it('looks up two hundred words among a hundred thousand pods at once', () => {
  const pods = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`ns-${i % 50}/web-${i}`, 'node-7']));
  const words = Array.from({ length: 200 }, (_, i) => `word-${i}x`);
  expect(resolveNames([], [...words, 'web-99999'], [known('big', ['node-7'], pods)]).targets).toHaveLength(1);
});

it('a name that is missing where the list of pods is not whole gets that said too', () => {
  const cut = { ...prod, inventory: { ...prod.inventory, pods_missing: 'the API server is slow' } };
  expect(resolveNames(['web/late-0'], [], [cut]).notes.join(' ')).toMatch(
    /no node or pod web\/late-0.*not whole \(the API server is slow\)/,
  );
  expect(resolveNames(['node-8'], [], [cut]).notes).toEqual([]);
});
