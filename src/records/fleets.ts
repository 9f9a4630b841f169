import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type FleetNode, fleetNode } from '../fleet/node.js';
import { PREFIX, parseStored } from './stored.js';

/** Why no more nodes are asked, though some are left. */
export const STOPS = ['cancelled', 'deadline', 'budget', 'silent'] as const;
export type Stop = (typeof STOPS)[number];

/** What a fleet is and how gently it is asked; made once. */
export const fleetPlan = z.object({
  /** As it was typed: `all`, `prod/pool=gpu`. */
  asked: z.string(),
  clusters: z.array(
    z.object({
      cluster: z.string(),
      /** Never more than these at once. */
      most: z.number().int().positive(),
      nodes: z.array(z.object({ node: z.string(), pool: z.string().optional() })),
    }),
  ),
  /** No node is begun after this, ISO 8601 UTC. */
  until: z.string(),
});
export type FleetPlan = z.infer<typeof fleetPlan>;

/** How far a fleet is, without what was found. */
export interface FleetProgress {
  readonly open: number;
  readonly pending: number;
  readonly stopped: Stop | null;
}

export interface FleetState extends FleetProgress {
  readonly nodes: readonly FleetNode[];
}

/**
 * One sweep over many nodes. Everything is in Redis and every step is atomic, so that any bot may take the next one: a node is pending, open
 * (somebody waits for its collection) or done.
 */
export interface Fleets {
  /** Makes it, once: the same id again changes nothing. */
  make(id: string, plan: FleetPlan): Promise<void>;
  plan(id: string): Promise<FleetPlan | null>;
  /** The next node of this cluster, now open; null when none is left or as many are open as may be. */
  next(id: string, cluster: string, most: number): Promise<string | null>;
  /** Nodes that somebody waits for, by cluster. */
  open(id: string): Promise<readonly { readonly cluster: string; readonly node: string }[]>;
  done(id: string, node: FleetNode): Promise<void>;
  /** No node is begun any more; those that are open come to their end. The first reason stands. */
  stop(id: string, why: Stop): Promise<void>;
  /** Costs the same however many nodes are done. */
  progress(id: string): Promise<FleetProgress>;
  state(id: string): Promise<FleetState>;
  /** Counts nodes of a cluster in a row that could not be read at all; 0 once one could. */
  silent(id: string, cluster: string, read: boolean): Promise<number>;
  /** True at most once in so many milliseconds: progress is shown now and then. */
  mayShow(id: string, everyMs: number): Promise<boolean>;
}

const NEXT = `
if redis.call('HLEN', KEYS[2]) >= tonumber(ARGV[1]) or redis.call('EXISTS', KEYS[3]) == 1 then return false end
local node = redis.call('LPOP', KEYS[1])
if node then redis.call('HSET', KEYS[2], node, '1') redis.call('EXPIRE', KEYS[2], ARGV[2]) end
return node
`;

const MAKE = `
if redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2], 'NX') then
  for i = 3, #ARGV, 2 do
    local pending = KEYS[1] .. ':pending:' .. ARGV[i]
    redis.call('RPUSH', pending, ARGV[i + 1])
    redis.call('EXPIRE', pending, ARGV[2])
  end
end
`;

export function openFleets(redis: Redis, keepSeconds: number): Fleets {
  const key = (id: string, ...more: string[]): string => [`${PREFIX}fleet:${id}`, ...more].join(':');
  const plan = async (id: string) => parseStored(await redis.get(key(id)), fleetPlan);
  const clustersOf = async (id: string) => (await plan(id))?.clusters ?? [];
  const progress = async (id: string): Promise<FleetProgress> => {
    const clusters = await clustersOf(id);
    const count = async (kind: 'pending' | 'open') => {
      const all = await Promise.all(
        clusters.map(({ cluster }) =>
          kind === 'open' ? redis.hlen(key(id, kind, cluster)) : redis.llen(key(id, kind, cluster)),
        ),
      );
      return all.reduce((sum, one) => sum + one, 0);
    };
    const [open, pending, stopped] = [await count('open'), await count('pending'), await redis.get(key(id, 'stopped'))];
    return { open, pending, stopped: STOPS.find((one) => one === stopped) ?? null };
  };
  return {
    plan,
    async make(id, value) {
      const nodes = value.clusters.flatMap(({ cluster, nodes }) => nodes.flatMap(({ node }) => [cluster, node]));
      await redis.eval(MAKE, 1, key(id), JSON.stringify(fleetPlan.parse(value)), keepSeconds, ...nodes);
    },
    async next(id, cluster, most) {
      const keys = [key(id, 'pending', cluster), key(id, 'open', cluster), key(id, 'stopped')];
      const node = await redis.eval(NEXT, keys.length, ...keys, most, keepSeconds);
      return typeof node === 'string' ? node : null;
    },
    async open(id) {
      const clusters = await clustersOf(id);
      const open = await Promise.all(
        clusters.map(async ({ cluster }) =>
          (await redis.hkeys(key(id, 'open', cluster))).map((node) => ({ cluster, node })),
        ),
      );
      return open.flat();
    },
    async done(id, node) {
      // First kept, then closed: whoever counts sees it in one of the two.
      await redis.hset(key(id, 'done'), `${node.cluster}/${node.node}`, JSON.stringify(node));
      await redis.expire(key(id, 'done'), keepSeconds);
      await redis.hdel(key(id, 'open', node.cluster), node.node);
    },
    async stop(id, why) {
      await redis.set(key(id, 'stopped'), why, 'EX', keepSeconds, 'NX');
    },
    progress,
    async state(id) {
      const [far, done] = [await progress(id), await redis.hvals(key(id, 'done'))];
      return { ...far, nodes: done.flatMap((text) => parseStored(text, fleetNode) ?? []).sort(byName) };
    },
    async silent(id, cluster, read) {
      const counter = key(id, 'silent', cluster);
      if (read) {
        await redis.del(counter);
        return 0;
      }
      const count = await redis.incr(counter);
      await redis.expire(counter, keepSeconds);
      return count;
    },
    mayShow: async (id, everyMs) => (await redis.set(key(id, 'shown'), '1', 'PX', everyMs, 'NX')) === 'OK',
  };
}

const byName = (a: FleetNode, b: FleetNode): number =>
  a.cluster === b.cluster ? a.node.localeCompare(b.node, 'en', { numeric: true }) : a.cluster < b.cluster ? -1 : 1;
