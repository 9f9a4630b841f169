import type { Redis } from 'ioredis';
import type { z } from 'zod';

/** Everything we keep starts with this; BullMQ's keys start with another word. */
export const PREFIX = 'plegmatic:';

/** Seven days: long enough for a post-mortem, short enough for pasted logs. */
export const DEFAULT_KEEP_SECONDS = 7 * 24 * 3600;

/** JSON values of one schema under one kind of key. Parsed again on the way out: another version may have written them. */
export interface Shelf<T> {
  put(id: string, value: T): Promise<void>;
  /** null: never there, expired, or written by a version we cannot read. */
  get(id: string): Promise<T | null>;
  drop(id: string): Promise<void>;
  /** Forgets it earlier: after so many seconds from now. */
  keepFor(id: string, seconds: number): Promise<void>;
}

/** What `EXPIRE key seconds LT` does, which only Redis 7 has. */
const SHORTEN = `
local left = redis.call('TTL', KEYS[1])
if left == -1 or left > tonumber(ARGV[1]) then return redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return 0
`;

export function openShelf<T>(redis: Redis, kind: string, schema: z.ZodType<T>, keepSeconds: number): Shelf<T> {
  const key = (id: string): string => `${PREFIX}${kind}:${id}`;
  return {
    async put(id, value) {
      await redis.set(key(id), JSON.stringify(value), 'EX', keepSeconds);
    },
    async get(id) {
      return parseStored(await redis.get(key(id)), schema);
    },
    async drop(id) {
      await redis.del(key(id));
    },
    async keepFor(id, seconds) {
      await redis.eval(SHORTEN, 1, key(id), seconds);
    },
  };
}

/** Stored JSON as a value; null when absent or unreadable. */
export function parseStored<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
