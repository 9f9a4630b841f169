import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { checkRedis } from '../records/check-redis.js';
import { openRedis } from '../records/connect.js';
import { openInventory } from '../records/inventory.js';
import { failed, type Line, notChecked, ok, warning } from './line.js';

/** A Redis nearby answers in a millisecond; one that needs more than this is down for everybody who waits in Slack. */
const PATIENCE_MS = 1500;

/** Which Redis is looked at. `given`: by REDIS_URL. */
export interface RedisAddress {
  readonly url: string;
  readonly given: boolean;
}

/** Redis itself, and what the collectors have left in it. Never throws. */
export async function examineRedis(
  { url, given }: RedisAddress,
  clusters: readonly string[],
): Promise<readonly Line[]> {
  let last = 'no answer';
  const redis = openRedis(url, 'ask', (error) => {
    last = error.message || ('code' in error ? String(error.code) : last);
  });
  try {
    const began = performance.now();
    if (!(await answers(redis))) return unreachable(url, last, given);
    const ms = Math.max(1, Math.round(performance.now() - began));
    const { version, warnings } = await checkRedis(redis);
    const told = version === undefined ? 'it does not tell its version' : `version ${version}`;
    const lines: Line[] = [ok('redis', `${bare(url)} answers in ${ms} ms, ${told}`)];
    if (version === undefined) {
      const fix = 'Allow this user the command INFO, or compare AOF and maxmemory-policy by hand';
      lines.push(notChecked('redis', 'AOF and eviction policy: Redis refuses INFO', fix));
    } else if (warnings.length === 0) lines.push(ok('redis', 'keeps an AOF and throws nothing away'));
    lines.push(...warnings.map(({ says, fix }) => warning('redis', says, fix)));
    return [...lines, ...(await inventories(redis, clusters))];
  } catch (error) {
    return unreachable(url, error instanceof Error ? error.message : last, given);
  } finally {
    redis.disconnect();
  }
}

async function answers(redis: Redis): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (redis.status === 'ready' && (await redis.ping().catch(() => '')) === 'PONG') return true;
    await sleep(20);
  }
  return false;
}

function unreachable(url: string, why: string, given: boolean): readonly Line[] {
  const password = /NOAUTH|WRONGPASS|NOPERM/.test(why);
  const says = password ? `${bare(url)} refuses us: ${why}` : `${bare(url)} does not answer: ${why}`;
  const fix = password
    ? 'Put the right password into REDIS_URL: redis://:PASSWORD@HOST:6379'
    : given
      ? 'Start Redis, or mend REDIS_URL; from a pod look at NetworkPolicy and Service as well'
      : 'End `plegmatic start` and start it again, or set REDIS_URL';
  return [failed('redis', says, fix), notChecked('inventory', 'Redis is needed for it', 'Mend Redis first')];
}

async function inventories(redis: Redis, clusters: readonly string[]): Promise<readonly Line[]> {
  const all = await openInventory(redis, () => Date.now()).all();
  const fix = 'Start one with `plegmatic start --role collector`, or look at its log';
  if (all.length === 0) return [warning('inventory', 'no collector has reported a cluster yet', fix)];
  const silent = clusters.filter((name) => !all.some(({ inventory }) => inventory.cluster === name));
  return [
    ...all.map(({ inventory, ageSeconds, stale }) =>
      stale
        ? warning('inventory', `${inventory.cluster}: ${ageSeconds} s old, its collector is silent`, fix)
        : ok('inventory', `${inventory.cluster}: ${inventory.nodes.length} nodes, ${ageSeconds} s old`),
    ),
    ...silent.map((name) => warning('inventory', `${name} is configured, but no collector has reported it`, fix)),
  ];
}

/** Without user and password. To the last @: a password that was not escaped may hold one, or a slash. */
function bare(url: string): string {
  return url.replace(/^([a-z]+:\/\/).*@/i, '$1');
}
