import type { Redis } from 'ioredis';

/** What is wrong with a Redis that was given to us, one sentence each with its fix. Empty: fine, or the server does not tell. */
export async function checkRedis(redis: Redis): Promise<readonly string[]> {
  const warnings: string[] = [];
  const info = await redis.info().catch(() => '');
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  if (field('aof_enabled') === '0')
    warnings.push('Redis keeps no AOF: reports are lost when it is killed. Set `appendonly yes`.');
  const policy = field('maxmemory_policy');
  if (policy !== undefined && policy !== 'noeviction')
    warnings.push(`Redis may throw jobs away (maxmemory-policy ${policy}). Set \`maxmemory-policy noeviction\`.`);
  const major = Number(field('redis_version')?.split('.')[0]);
  if (major > 0 && major < 6) warnings.push(`Redis ${field('redis_version')} is too old. Use 6.2 or newer.`);
  return warnings;
}
