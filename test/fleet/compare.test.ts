import { describe, expect, it } from 'vitest';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { differences, groupsOf } from '../../src/fleet/compare.js';
import { type FleetNode, fleetNodeOf, standingValues } from '../../src/fleet/node.js';
import { judged, signature } from '../diagnosis/judged.js';

const cause = { id: 'the-one', title: 'it does what it does', severity: 'pods-failing', breaks_at: 'runc' };
const node = (name: string, health: FleetNode['health'], values: Record<string, string>, pool?: string): FleetNode => ({
  cluster: 'prod',
  node: name,
  health,
  exposed: [],
  values,
  ...(health === 'healthy' || health === 'unknown' ? {} : { cause }),
  ...(pool === undefined ? {} : { pool }),
});
const many = (count: number, health: FleetNode['health'], values: Record<string, string>, pool?: string) =>
  Array.from({ length: count }, (_, index) => node(`${health}-${index}`, health, values, pool));

describe('what sets the sick apart from the healthy', () => {
  it('is the value that all of them have and none of the healthy', () => {
    const sick = many(3, 'sick', { 'runc.version': '1.0.0-rc93', 'os.id': 'debian 12' });
    const well = many(20, 'healthy', { 'runc.version': '1.1.5', 'os.id': 'debian 12' });
    expect(differences(sick, well)).toEqual([
      { fact: 'runc.version', value: '1.0.0-rc93', sick: { have: 3, of: 3 }, healthy: { have: 0, of: 20 } },
    ]);
  });

  it('orders by how far apart they are, and counts the pool as well', () => {
    const sick = many(4, 'sick', { 'kernel.version': '3.10' }, 'gpu');
    const well = [
      ...many(8, 'healthy', { 'kernel.version': '5.10' }, 'cpu'),
      ...many(2, 'healthy', { 'kernel.version': '3.10' }, 'cpu'),
    ];
    expect(differences(sick, well).map(({ fact }) => fact)).toEqual(['pool', 'kernel.version']);
  });

  it.each<[string, readonly FleetNode[], readonly FleetNode[]]>([
    ['what is not known of the healthy', many(2, 'sick', { 'runc.version': 'a' }), many(9, 'healthy', {})],
    [
      'what the healthy have as well',
      many(2, 'sick', { 'runc.version': 'a' }),
      many(9, 'healthy', { 'runc.version': 'a' }),
    ],
    [
      'anything, with a single healthy node',
      many(2, 'sick', { 'runc.version': 'a' }),
      many(1, 'healthy', { 'runc.version': 'b' }),
    ],
    [
      'what one of many sick has',
      [...many(1, 'sick', { 'os.id': 'x' }), ...many(9, 'sick', { 'os.id': 'y' })],
      many(9, 'healthy', { 'os.id': 'y' }),
    ],
  ])('is not %s', (_, sick, well) => {
    expect(differences(sick, well)).toEqual([]);
  });
});

it('groups by cause: confirmed before possible, then by how many', () => {
  const other = { ...cause, id: 'other' };
  const nodes = [
    ...many(3, 'possible', {}),
    node('a', 'sick', {}),
    { ...node('b', 'sick', {}), cause: other },
    { ...node('c', 'sick', {}), cause: other },
    ...many(5, 'healthy', {}),
  ];
  expect(groupsOf(nodes).map(({ id, health, nodes: { length } }) => `${health} ${id} ${length}`)).toEqual([
    'sick other 2',
    'sick the-one 1',
    'possible the-one 3',
  ]);
});

describe('one node in short', () => {
  const of = (change: object) =>
    fleetNodeOf({ ...judged(signature(), { paste: 'boom' }), node: 'n', cluster: 'prod', ...change });
  const collection = { step: 'exec' as const, complete: true, failed: [] };

  it('is healthy only when it was read', () => {
    expect(of({ verdicts: [], collection }).health).toBe('healthy');
    const failed = [{ probe: 'exec', reason: 'the exec hangs' }];
    expect(of({ verdicts: [], collection: { step: 'api', complete: false, failed } })).toMatchObject({
      health: 'unknown',
      reason: 'the exec hangs',
    });
  });

  it('is not sick from what hurts nobody', () => {
    const [verdict] = judged(signature({ severity: 'latent' }), { paste: 'boom' }).verdicts;
    expect(of({ verdicts: [{ ...verdict, verdict: 'confirmed' }], collection }).health).toBe('healthy');
  });

  it('keeps versions and settings, not what changes from minute to minute', () => {
    const facts = {
      'runc.version': '1.1.5',
      'sysctl.kernel.pid_max': 4194304,
      'kubelet.answers': true,
      'containerd.version': null,
    };
    expect(standingValues(factsFromJson(facts))).toEqual({
      'runc.version': '1.1.5',
      'sysctl.kernel.pid_max': '4194304',
    });
  });
});
