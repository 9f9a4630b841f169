import type { Redis } from 'ioredis';
import { PREFIX } from './stored.js';

/** Wishes to stop a collection, by the id of its job. The collector asks while it works. */
export interface Cancels {
  request(job: string): Promise<void>;
  requested(job: string): Promise<boolean>;
}

/** An hour: no collection lives longer. */
const KEEP_SECONDS = 3600;

export function openCancels(redis: Redis): Cancels {
  const key = (job: string): string => `${PREFIX}cancel:${job}`;
  return {
    async request(job) {
      await redis.set(key(job), '1', 'EX', KEEP_SECONDS);
    },
    requested: async (job) => (await redis.exists(key(job))) === 1,
  };
}
