import { Redis, type RedisOptions } from 'ioredis';
import { z } from 'zod';

/**
 * The one place that says how we connect to Redis.
 * ask: somebody waits (Slack, a person): fail within about a second rather than hang.
 * work: a worker: wait for Redis for as long as it takes.
 */
export type ConnectionUse = 'ask' | 'work';

/** ioredis options that BullMQ accepts as well. */
export type ConnectionSettings = RedisOptions & { retryStrategy: (times: number) => number };

const address = z.url({ protocol: /^(rediss?|unix)$/ });

/** `redis://`, `rediss://` (TLS) or `unix:///path/redis.sock` as connection options. Throws on any other text. */
export function redisOptions(url: string, use: ConnectionUse): ConnectionSettings {
  const parsed = new URL(address.parse(url));
  const place: RedisOptions =
    parsed.protocol === 'unix:'
      ? { path: decodeURIComponent(parsed.pathname) }
      : {
          // WHATWG URLs keep the brackets of an IPv6 host; sockets want it bare.
          host: parsed.hostname.replace(/^\[(.*)\]$/u, '$1') || '127.0.0.1',
          port: parsed.port === '' ? 6379 : Number(parsed.port),
          ...(parsed.username === '' ? {} : { username: decodeURIComponent(parsed.username) }),
          ...(parsed.password === '' ? {} : { password: decodeURIComponent(parsed.password) }),
          ...(parsed.pathname.length > 1 ? { db: Number(parsed.pathname.slice(1)) } : {}),
          ...(parsed.protocol === 'rediss:' ? { tls: {} } : {}),
        };
  // Back within half a second after a restart; never give up.
  const retryStrategy = (times: number): number => Math.min(50 * times, 500);
  return use === 'ask'
    ? {
        ...place,
        retryStrategy,
        maxRetriesPerRequest: 1,
        enableOfflineQueue: false,
        connectTimeout: 1000,
        commandTimeout: 2000,
      }
    : { ...place, retryStrategy, maxRetriesPerRequest: null };
}

/** A connection with its `error` listener: without one, ioredis prints to stderr and a lost Redis looks like a crash. */
export function openRedis(url: string, use: ConnectionUse, onError: (error: Error) => void): Redis {
  const redis = new Redis(redisOptions(url, use));
  redis.on('error', onError);
  return redis;
}

const AWAY =
  /^(Stream isn't writeable|Connection is closed|Command timed out|Reached the max retries per request|LOADING )/;

/** Redis is away, or has just come back: what failed is worth trying again. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.test(error.message) || ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code) || isRedisAway(error.cause);
}
