import type { Redis } from 'ioredis';
import { targetKey } from './ids.js';
import { type Scoped, type Waiter, waiter } from './payloads.js';

/**
 * Who waits for which node. Registering and finishing are one script each, so whoever registers while a collection ends either
 * is among those who are answered, or opens the next collection. Nobody falls between.
 *
 * Keys of one node: `run` the open collection's number · `last` the last number given · `wait` waiter id -> waiter ·
 * `out:N` waiters of the finished run N whose answers are not yet known to be queued · `fresh` the last good snapshot.
 */

/** Longer than any collection or deadline; only so that a forgotten node leaves nothing behind. */
const KEEP_SECONDS = 24 * 3600;

const REGISTER = `
if ARGV[3] ~= '1' then
  local fresh = redis.call('GET', KEYS[4])
  if fresh then return {'fresh', '0', fresh} end
end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[3], ARGV[4])
local run = redis.call('GET', KEYS[1])
if run then return {'joined', run, ''} end
run = redis.call('INCR', KEYS[2])
redis.call('EXPIRE', KEYS[2], ARGV[4] * 7)
redis.call('SET', KEYS[1], run, 'EX', ARGV[4])
return {'started', tostring(run), ''}
`;

// A second finish of the same run returns what the first one left unqueued: that is how a crash between the two is repaired.
const FINISH = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
  if redis.call('EXISTS', KEYS[3]) == 1 then redis.call('RENAME', KEYS[3], KEYS[5]) end
  if ARGV[2] ~= '' and tonumber(ARGV[3]) > 0 then redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[3]) end
end
return redis.call('HVALS', KEYS[5])
`;

// The last one closes the run: who comes next opens another instead of being told that it was cancelled.
const LEAVE = `
local was = redis.call('HDEL', KEYS[2], ARGV[1])
local left = redis.call('HLEN', KEYS[2])
local run = redis.call('GET', KEYS[1]) or ''
if was == 1 and left == 0 then redis.call('DEL', KEYS[1]) end
return {tostring(was), tostring(left), run}
`;

export type Registered =
  | { readonly state: 'fresh'; readonly collected: string }
  | { readonly state: 'joined' | 'started'; readonly run: number };

export interface Waiters {
  /** Registers, and says whether a collection is open (joined), must be made (started), or is not needed (fresh). */
  register(who: Waiter, options?: { readonly force?: boolean }): Promise<Registered>;
  /** Ends run N and hands out its waiters. May be called again until `settle` says that their answers are queued. */
  finish(
    target: Scoped,
    run: number,
    fresh?: { readonly collected: string; readonly windowMs: number },
  ): Promise<readonly Waiter[]>;
  settle(target: Scoped, run: number): Promise<void>;
  /** Takes one waiter out. `last`: nobody else waits for this run. */
  leave(who: Waiter): Promise<{ readonly was: boolean; readonly last: boolean; readonly run: number | null }>;
  /** How many wait for this node now. */
  count(target: Scoped): Promise<number>;
}

const key = (target: Scoped, name: string): string => `plegmatic:node:${targetKey(target)}:${name}`;

export function openWaiters(redis: Redis): Waiters {
  const run = (script: string, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> =>
    redis.eval(script, keys.length, ...keys, ...args);
  return {
    async register(who, options = {}) {
      const keys = ['run', 'last', 'wait', 'fresh'].map((name) => key(who, name));
      const force = options.force === true ? '1' : '0';
      const reply = (await run(REGISTER, keys, [who.id, JSON.stringify(who), force, KEEP_SECONDS])) as [
        string,
        string,
        string,
      ];
      if (reply[0] === 'fresh') return { state: 'fresh', collected: reply[2] };
      return { state: reply[0] === 'started' ? 'started' : 'joined', run: Number(reply[1]) };
    },
    async finish(target, number, fresh) {
      const keys = ['run', 'last', 'wait', 'fresh', `out:${number}`].map((name) => key(target, name));
      const raw = (await run(FINISH, keys, [String(number), fresh?.collected ?? '', fresh?.windowMs ?? 0])) as string[];
      return raw.map((text) => waiter.parse(JSON.parse(text)));
    },
    async settle(target, number) {
      await redis.del(key(target, `out:${number}`));
    },
    async leave(who) {
      const reply = (await run(LEAVE, [key(who, 'run'), key(who, 'wait')], [who.id])) as [string, string, string];
      return { was: reply[0] === '1', last: reply[1] === '0', run: reply[2] === '' ? null : Number(reply[2]) };
    },
    count: (target) => redis.hlen(key(target, 'wait')),
  };
}
