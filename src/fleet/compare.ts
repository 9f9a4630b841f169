import type { FleetNode } from './node.js';

/** How many of how many have a value. */
export interface Share {
  readonly have: number;
  /** Those where the fact is known at all. */
  readonly of: number;
}

/** One value that the sick have more often than the healthy. */
export interface Difference {
  readonly fact: string;
  readonly value: string;
  readonly sick: Share;
  readonly healthy: Share;
}

/** All nodes with one cause, and what sets them apart from the healthy. */
export interface Group {
  readonly id: string;
  readonly title: string;
  readonly health: 'sick' | 'possible';
  readonly nodes: readonly FleetNode[];
  /** Most telling first. Empty: nothing that is known sets them apart. */
  readonly differences: readonly Difference[];
}

/** A value worth showing: most of the sick have it, and most of the healthy do not. */
const LEAST_SICK = 0.5;
const LEAST_APART = 0.5;
/** With fewer healthy nodes to compare with, nearly every value is one that only the sick have. */
export const LEAST_HEALTHY = 2;

const part = ({ have, of }: Share): number => (of === 0 ? 0 : have / of);

function shares(nodes: readonly FleetNode[], fact: string, value: string): Share {
  const known = nodes.filter(({ values }) => values[fact] !== undefined);
  return { have: known.filter(({ values }) => values[fact] === value).length, of: known.length };
}

const withPool = (node: FleetNode): FleetNode =>
  node.pool === undefined ? node : { ...node, values: { ...node.values, pool: node.pool } };

/** Values that the sick share and the healthy lack, by how far apart the two are; then by how many sick nodes have it, then by name. */
export function differences(sick: readonly FleetNode[], healthy: readonly FleetNode[]): readonly Difference[] {
  if (healthy.length < LEAST_HEALTHY) return [];
  const [ill, well] = [sick.map(withPool), healthy.map(withPool)];
  const pairs = new Map(
    ill.flatMap(({ values }) => Object.entries(values).map((pair) => [JSON.stringify(pair), pair])),
  );
  return [...pairs.values()]
    .map(([fact, value]) => ({ fact, value, sick: shares(ill, fact, value), healthy: shares(well, fact, value) }))
    .filter(
      // A fact that nobody knows of the healthy sets nothing apart: unknown is not another value.
      ({ sick: have, healthy: lack }) =>
        lack.of >= LEAST_HEALTHY && part(have) >= LEAST_SICK && part(have) - part(lack) >= LEAST_APART,
    )
    .sort(
      (a, b) =>
        part(b.sick) - part(b.healthy) - (part(a.sick) - part(a.healthy)) ||
        b.sick.have - a.sick.have ||
        (a.fact < b.fact ? -1 : 1),
    );
}

/** The fleet by cause, most nodes first; confirmed causes before possible ones. */
export function groupsOf(nodes: readonly FleetNode[]): readonly Group[] {
  const healthy = nodes.filter((one) => one.health === 'healthy');
  const byCause = new Map<string, FleetNode[]>();
  for (const node of nodes) {
    if (node.cause === undefined) continue;
    const key = `${node.health} ${node.cause.id}`;
    byCause.set(key, [...(byCause.get(key) ?? []), node]);
  }
  return [...byCause.values()]
    .flatMap((group): readonly Group[] => {
      const [first] = group;
      if (first?.cause === undefined || (first.health !== 'sick' && first.health !== 'possible')) return [];
      const { id, title } = first.cause;
      return [{ id, title, health: first.health, nodes: group, differences: differences(group, healthy) }];
    })
    .sort(
      (a, b) =>
        Number(b.health === 'sick') - Number(a.health === 'sick') ||
        b.nodes.length - a.nodes.length ||
        (a.id < b.id ? -1 : 1),
    );
}
