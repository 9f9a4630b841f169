import type { Redis } from 'ioredis';

/** Something wrong with a Redis that was given to us. */
export interface RedisWarning {
  readonly says: string;
  readonly fix: string;
}

/** What the server tells of itself. */
export interface RedisState {
  readonly version: string | undefined;
  /** Empty: fine, or the server does not tell. */
  readonly warnings: readonly RedisWarning[];
}

/** @returns when the server syncs its AOF; undefined where it does not tell (`CONFIG` is refused by an ACL or a managed Redis). */
const synced = (redis: Redis): Promise<string | undefined> =>
  redis.config('GET', 'appendfsync').then(
    (answer) => (Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : undefined),
    () => undefined,
  );

/** While a sync runs, `everysec` holds writes back for up to two seconds and acknowledges them all the same (docs/decisions/0032). */
const isLate = (policy: string | undefined): boolean => policy !== undefined && policy !== 'always';

/** Reads `INFO` and one setting. A server that refuses them (ACL) tells nothing: no version, no warnings. */
export async function checkRedis(redis: Redis): Promise<RedisState> {
  const info = await redis.info().catch(() => '');
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const version = field('redis_version');
  const warnings: RedisWarning[] = [];
  const warn = (says: string, fix: string): void => {
    warnings.push({ says, fix });
  };
  if (field('aof_enabled') === '0')
    warn('Redis keeps no AOF: reports are lost when it is killed', 'Set `appendonly yes`');
  if (field('aof_enabled') === '1' && isLate(await synced(redis)))
    warn(
      'Redis acknowledges what is not in its AOF yet: the last two seconds are lost when it is killed',
      'Set `appendfsync always`',
    );
  if (field('aof_last_write_status') === 'err')
    warn('Redis could not write its AOF the last time: reports are lost when it is killed', 'Look at its disk');
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction')
    warn(`Redis may throw jobs away (maxmemory-policy ${policy})`, 'Set `maxmemory-policy noeviction`');
  const [used, most] = [Number(field('used_memory')), Number(field('maxmemory'))];
  if (most > 0 && used > 0.9 * most)
    warn(`Redis is nearly full: ${Math.round((100 * used) / most)} % of maxmemory`, 'Raise `maxmemory`');
  const [major = 0, minor = 0] = version?.split('.').map(Number) ?? [];
  if (major > 0 && (major < 6 || (major === 6 && minor < 2))) warn(`Redis ${version} is too old`, 'Use 6.2 or newer');
  return { version, warnings };
}
