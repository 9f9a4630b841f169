import type { FleetPlan } from '../../src/records/fleets.js';
import type { Known } from '../../src/records/inventory.js';

/** `all`, `pool=NAME`, either with `CLUSTER/` before it. A cluster may be named like an ARN, slashes included. */
const SELECTOR =
  /^(?:(?<cluster>[A-Za-z0-9][A-Za-z0-9._:/@-]*)\/)?(?:all|pool=(?<pool>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?))$/;

/** True for a word that means many nodes rather than one. */
export const isSelector = (name: string): boolean => SELECTOR.test(name);

export type Selected =
  | { readonly clusters: readonly Omit<FleetPlan['clusters'][number], 'most'>[] }
  | { readonly missing: 'collector' | 'cluster' | 'pool'; readonly name: string; readonly have: readonly string[] };

/** @returns the nodes that one selector means, or what there is instead. */
export function select(selector: string, known: readonly Known[]): Selected {
  const { cluster, pool } = SELECTOR.exec(selector)?.groups ?? {};
  if (known.length === 0) return { missing: 'collector', name: selector, have: [] };
  const meant = known.filter(({ inventory }) => cluster === undefined || inventory.cluster === cluster);
  if (meant.length === 0)
    return { missing: 'cluster', name: cluster ?? '', have: known.map(({ inventory }) => inventory.cluster) };
  const clusters = meant
    .map(({ inventory }) => ({
      cluster: inventory.cluster,
      nodes: inventory.nodes
        .filter((node) => pool === undefined || node.pool === pool)
        .map(({ name, pool: own }) => ({ node: name, ...(own === undefined ? {} : { pool: own }) })),
    }))
    .filter(({ nodes }) => nodes.length > 0);
  if (clusters.length > 0) return { clusters };
  const pools = new Set(meant.flatMap(({ inventory }) => inventory.nodes.flatMap((node) => node.pool ?? [])));
  return { missing: 'pool', name: pool ?? '', have: [...pools].sort() };
}
