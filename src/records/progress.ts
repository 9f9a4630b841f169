import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PREFIX, parseStored } from './stored.js';

/** How far the collection of one node is. `of` 0: not yet known. */
export const progress = z.object({
  phase: z.enum(['queued', 'collecting', 'judging']),
  done: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
  at: z.string(),
});
export type Progress = z.infer<typeof progress>;

/** The collector writes, the bot reads while somebody waits and edits its message. Gone a minute after the last word. */
export interface ProgressRecords {
  set(cluster: string, node: string, value: Progress): Promise<void>;
  get(cluster: string, node: string): Promise<Progress | null>;
}

export function openProgress(redis: Redis): ProgressRecords {
  const key = (cluster: string, node: string): string => `${PREFIX}progress:${cluster}/${node}`;
  return {
    async set(cluster, node, value) {
      await redis.set(key(cluster, node), JSON.stringify(value), 'EX', 60);
    },
    get: async (cluster, node) => parseStored(await redis.get(key(cluster, node)), progress),
  };
}
