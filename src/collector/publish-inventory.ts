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

/**
 * Publishes one cluster's inventory now, every 30 s and whenever a bot calls for it, until the signal. A failed round is logged; the old
 * inventory goes stale.
 */
export function publishInventory(
  cluster: Cluster,
  parts: { readonly records: Records; readonly log: Log; readonly signal: AbortSignal },
): NodeBook {
  let names: ReadonlySet<string> = new Set();
  let probes: ReadonlyMap<string, string> = new Map();
  const round = async (): Promise<boolean> => {
    const answer = await fetchInventory(cluster, { signal: parts.signal });
    if (parts.signal.aborted) return false;
    if ('failure' in answer) {
      parts.log.warn({ cluster: cluster.name, reason: answer.failure.reason }, 'no inventory this round');
      return false;
    }
    names = new Set(answer.value.nodes.map((node) => node.name));
    probes = answer.probes;
    await parts.records.inventory.publish(answer.value);
    return true;
  };
  // One after the other: an older reading must never be published over a younger one.
  let turn: Promise<boolean> = Promise.resolve(true);
  const safely = (): Promise<boolean> => {
    turn = turn.then(round).catch((error) => {
      parts.log.warn({ err: error, cluster: cluster.name }, 'inventory not published');
      return false;
    });
    return turn;
  };
  const rounds = async (): Promise<void> => {
    while (!parts.signal.aborted) {
      await safely();
      await sleep(EVERY_MS, undefined, { signal: parts.signal }).catch(() => undefined);
    }
  };
  void rounds();
  void parts.records.inventoryCalls.serve(cluster.name, safely, parts.signal);
  return {
    async has(node) {
      if (!names.has(node)) await safely();
      return names.has(node);
    },
    probePod: (node) => probes.get(node),
  };
}
