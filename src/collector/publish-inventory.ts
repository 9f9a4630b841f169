import { setTimeout as sleep } from 'node:timers/promises';
import { fetchInventory } from '../collect/inventory.js';
import type { Cluster } from '../collect/target.js';
import type { Log } from '../log.js';
import type { Records } from '../records/records.js';

/** The bot calls an inventory stale after three rounds. */
const EVERY_MS = 30_000;

export interface NodeBook {
  /** True when the API server knows the node; asks again when the last round did not. */
  has(node: string): Promise<boolean>;
  /** The probe pod that ran on this node in the last round, if any. */
  probePod(node: string): string | undefined;
}

/** Publishes one cluster's inventory now and every 30 s, until the signal. A failed round is logged; the old one goes stale. */
export function publishInventory(
  cluster: Cluster,
  parts: { readonly records: Records; readonly log: Log; readonly signal: AbortSignal },
): NodeBook {
  let names: ReadonlySet<string> = new Set();
  let probes: ReadonlyMap<string, string> = new Map();
  const round = async (): Promise<void> => {
    const answer = await fetchInventory(cluster, { signal: parts.signal });
    if (parts.signal.aborted) return;
    if ('failure' in answer) {
      parts.log.warn({ cluster: cluster.name, reason: answer.failure.reason }, 'no inventory this round');
      return;
    }
    names = new Set(answer.value.nodes.map((node) => node.name));
    probes = answer.probes;
    await parts.records.inventory.publish(answer.value);
  };
  const safely = (): Promise<void> =>
    round().catch((error) => parts.log.warn({ err: error, cluster: cluster.name }, 'inventory not published'));
  const rounds = async (): Promise<void> => {
    while (!parts.signal.aborted) {
      await safely();
      await sleep(EVERY_MS, undefined, { signal: parts.signal }).catch(() => undefined);
    }
  };
  void rounds();
  return {
    async has(node) {
      if (!names.has(node)) await safely();
      return names.has(node);
    },
    probePod: (node) => probes.get(node),
  };
}
