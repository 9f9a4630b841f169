import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { PREFIX } from './stored.js';

/** One at a time, over all processes on this Redis. */
export interface Turns {
  /**
   * Waits until nobody else works under this name, then runs `work`. Rejects when Redis does not answer, with the work's own error, or with
   * the reason of `signal` where that aborts the waiting.
   */
  inTurn<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

/** The turn of a process that died is over after this. Longer than any pause of a living one. */
const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
const ASK_AGAIN_MS = 150;

const RENEW = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0`;
const END = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/**
 * A lease, for what must not happen twice at once though two processes may be at it: an answer that two jobs of one report want to
 * post. Slack has no idempotent post, so it is not enough to claim and note; the second must wait until the first has noted.
 */
export function openTurns(redis: Redis): Turns {
  return {
    async inTurn(name, work, signal) {
      const key = `${PREFIX}turn:${name}`;
      const mine = randomUUID();
      while ((await redis.set(key, mine, 'PX', LEASE_MS, 'NX')) === null) {
        signal?.throwIfAborted();
        await sleep(ASK_AGAIN_MS);
      }
      const renewal = setInterval(() => void redis.eval(RENEW, 1, key, mine, LEASE_MS).catch(() => {}), RENEW_MS);
      try {
        return await work();
      } finally {
        clearInterval(renewal);
        // Left to its end where Redis is away.
        await redis.eval(END, 1, key, mine).catch(() => {});
      }
    },
  };
}
