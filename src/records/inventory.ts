import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PREFIX, parseStored } from './stored.js';

/** What the bot may know of a cluster without credentials for it. Written by the collector every 30 s. */
export const inventory = z.object({
  cluster: z.string(),
  /** When it was read from the API server, ISO 8601 UTC. */
  at: z.string(),
  nodes: z.array(
    z.object({
      name: z.string(),
      addresses: z.array(z.string()).default([]),
      pool: z.string().optional(),
      ready: z.boolean().optional(),
    }),
  ),
  /** `namespace/name` -> node; '' while the scheduler has found none. */
  pods: z.record(z.string(), z.string()).default({}),
  /** Why pods of the cluster are missing from `pods`. */
  pods_missing: z.string().optional(),
});
export type Inventory = z.output<typeof inventory>;

export interface Known {
  readonly inventory: Inventory;
  readonly ageSeconds: number;
  /** Older than three publishing rounds: say so in the reply. */
  readonly stale: boolean;
}

export interface InventoryRecords {
  publish(value: Inventory): Promise<void>;
  /** All clusters, also those whose collector is silent (stale). Empty: no collector ever spoke. */
  all(): Promise<readonly Known[]>;
  get(cluster: string): Promise<Known | null>;
}

/** Three rounds of 30 s. */
export const STALE_SECONDS = 90;

export function openInventory(redis: Redis, nowMs: () => number): InventoryRecords {
  const key = `${PREFIX}inventory`;
  const known = (text: string | null): Known | null => {
    const value = parseStored(text, inventory);
    if (value === null) return null;
    const ageSeconds = Math.max(0, Math.round((nowMs() - Date.parse(value.at)) / 1000));
    return { inventory: value, ageSeconds, stale: ageSeconds > STALE_SECONDS };
  };
  return {
    async publish(value) {
      await redis.hset(key, value.cluster, JSON.stringify(value));
    },
    async all() {
      return Object.values(await redis.hgetall(key)).flatMap((text) => known(text) ?? []);
    },
    get: async (cluster) => known(await redis.hget(key, cluster)),
  };
}
