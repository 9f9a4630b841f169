import type { Redis } from 'ioredis';
import { PREFIX } from './stored.js';

/** One collection to be paid for. The same `id` is never charged twice: jobs are repeated. */
export interface Charge {
  readonly id: string;
  /** Absent: nobody asked (alerts), so only the cluster pays. */
  readonly user?: string;
  readonly cluster: string;
}

export interface Allowance {
  readonly perUser: number;
  readonly perCluster: number;
}

export type Charged =
  | { readonly ok: true }
  /** `freeInMs`: until the oldest collection is an hour old. */
  | { readonly ok: false; readonly usedUp: 'user' | 'cluster'; readonly freeInMs: number };

/** Collections of the last hour, counted a person and a cluster. */
export interface Budgets {
  take(charge: Charge, allowance: Allowance): Promise<Charged>;
  /** Gives back what nothing was run for. Harmless when it was never taken. */
  refund(charge: Charge): Promise<void>;
}

const HOUR_MS = 3_600_000;

/** One script, so that fifty asking at once cannot each see the last one free. Sets of charge ids, scored by their time. */
const TAKE = `
local now, hour = tonumber(ARGV[2]), tonumber(ARGV[3])
if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return {'ok', '0'} end
for i, most in ipairs({tonumber(ARGV[4]), tonumber(ARGV[5])}) do
  if KEYS[i] then
    redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - hour)
    if redis.call('ZCARD', KEYS[i]) >= most then
      local oldest = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')[2]
      return {tostring(i), tostring(tonumber(oldest) + hour - now)}
    end
  end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, hour)
end
return {'ok', '0'}
`;

export function openBudgets(redis: Redis, nowMs: () => number): Budgets {
  const keysOf = ({ user, cluster }: Charge): string[] => [
    `${PREFIX}budget:cluster:${cluster}`,
    ...(user === undefined ? [] : [`${PREFIX}budget:user:${user}`]),
  ];
  return {
    async take(charge, { perUser, perCluster }) {
      const keys = keysOf(charge);
      const reply = await redis.eval(TAKE, keys.length, ...keys, charge.id, nowMs(), HOUR_MS, perCluster, perUser);
      const [said, ms] = reply as [string, string];
      if (said === 'ok') return { ok: true };
      return { ok: false, usedUp: said === '1' ? 'cluster' : 'user', freeInMs: Math.max(0, Number(ms)) };
    },
    async refund(charge) {
      for (const key of keysOf(charge)) await redis.zrem(key, charge.id);
    },
  };
}
