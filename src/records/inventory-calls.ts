import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { PREFIX } from './stored.js';

/**
 * The bot asks for an inventory younger than its question, and one collector of that cluster answers. The question carries no name: the
 * collector reads everything anew with its fixed command, and the bot looks up what it was asked.
 */
export interface InventoryCalls {
  /** True once an inventory read after this call is published; false when none came within `ms`. */
  ask(cluster: string, ms: number): Promise<boolean>;
  /** The collector's side: answers every call of this cluster until the signal. Several calls that wait are one reading. */
  serve(cluster: string, read: () => Promise<boolean>, signal: AbortSignal): Promise<void>;
}

/** A call that nobody took by then is nobody's any more. */
const KEEP_SECONDS = 30;
const POLL_MS = 50;
/** How long one connection waits for a call before it looks at the signal again. */
const WAIT_SECONDS = 5;
/** Between two readings, however many ask: a list of all pods is work for the API server. */
const GAP_MS = 1000;

export function openInventoryCalls(redis: Redis): InventoryCalls {
  const calls = (cluster: string): string => `${PREFIX}inventory-calls:${cluster}`;
  const answer = (id: string): string => `${PREFIX}inventory-call:${id}`;
  return {
    async ask(cluster, ms) {
      const id = randomUUID();
      const end = performance.now() + ms;
      await redis.multi().rpush(calls(cluster), id).expire(calls(cluster), KEEP_SECONDS).exec();
      while (performance.now() < end) {
        await sleep(POLL_MS);
        const said = await redis.get(answer(id));
        if (said !== null) return said === 'read';
      }
      return false;
    },
    async serve(cluster, read, signal) {
      // Waiting blocks a connection, so it needs one of its own.
      const waiting = redis.duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined });
      waiting.on('error', () => {});
      const leave = (): void => waiting.disconnect();
      signal.addEventListener('abort', leave, { once: true });
      while (!signal.aborted) {
        try {
          const first = await waiting.blpop(calls(cluster), WAIT_SECONDS);
          if (first === null || signal.aborted) continue;
          const rest = (await redis.lpop(calls(cluster), 1000)) ?? [];
          const said = (await read()) ? 'read' : 'failed';
          for (const id of [first[1], ...rest]) await redis.set(answer(id), said, 'EX', KEEP_SECONDS);
          await sleep(GAP_MS, undefined, { signal });
        } catch {
          // Redis is away or we are leaving; the caller's own deadline tells the person.
          if (!signal.aborted) await sleep(GAP_MS, undefined, { signal }).catch(() => {});
        }
      }
      leave();
    },
  };
}
