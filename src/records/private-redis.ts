import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { UserError } from '../errors.js';
import { openRedis } from './connect.js';
import { findRedisServer, spawnRedis } from './redis-server.js';

export interface PrivateRedis {
  readonly url: string;
  /** Ends the server if it is ours; one that another process of ours still uses is left alone. */
  stop(): Promise<void>;
}

export interface PrivateRedisOptions {
  /** Data folder; made when absent, readable by its owner only. */
  readonly dir: string;
  /** PATH to look on. */
  readonly path: string;
  /** Where the set-up script unpacks a redis-server. */
  readonly unpacked: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Unix socket paths end at 107 bytes, so it stands in the temporary folder, named after the data folder: one server a folder. */
const socketOf = (dir: string): string =>
  join(tmpdir(), `plegmatic-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}.sock`);

/** Where the private server of this data folder listens while it runs. */
export const privateRedisUrl = (dir: string): string => `unix://${encodeURI(socketOf(resolve(dir)))}`;

async function ask<T>(url: string, question: (redis: Redis) => Promise<T>): Promise<T | null> {
  const redis = openRedis(url, 'ask', () => {});
  try {
    await Promise.race([new Promise((ready) => redis.once('ready', ready)), sleep(500)]);
    return await question(redis);
  } catch {
    return null;
  } finally {
    redis.disconnect();
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

function ownerAlive(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return pid !== process.pid && isAlive(pid);
  } catch {
    return false;
  }
}

/**
 * A redis-server of our own with AOF, on a unix socket only its owner may use. A second process with the same folder joins the
 * running one; one left behind by a killed process is taken over. UserError redis-missing says what to install.
 */
export async function startPrivateRedis(options: PrivateRedisOptions): Promise<PrivateRedis> {
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const socket = socketOf(dir);
  const url = privateRedisUrl(dir);
  const owner = join(dir, 'owner.pid');
  const running = (await ask(url, (redis) => redis.ping())) === 'PONG';
  if (running && ownerAlive(owner)) return { url, stop: async () => {} };
  writeFileSync(owner, String(process.pid), { mode: 0o600 });
  const server = running ? null : start(options, dir, socket);
  const halt = async (): Promise<void> => {
    // A last save is not needed: the AOF has everything.
    await ask(url, (redis) => redis.shutdown('NOSAVE'));
    await Promise.race([server?.gone ?? sleep(300), sleep(3000)]);
    server?.child.kill('SIGKILL');
    rmSync(owner, { force: true });
  };
  if (server !== null && !(await answers(url, server.gone))) {
    await halt();
    throw new UserError('redis-missing', {
      message: `The private redis-server did not start in ${dir}`,
      next: `Look at it with: redis-server --dir ${dir} --appendonly yes --appendfsync always --port 0 --unixsocket ${socket}`,
    });
  }
  return { url, stop: halt };
}

function start(options: PrivateRedisOptions, dir: string, socket: string) {
  rmSync(socket, { force: true });
  const program = findRedisServer({ path: options.path, unpacked: resolve(options.unpacked) });
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir,
    appendonly: 'yes',
    appendfsync: 'always',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  return spawnRedis(
    program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    options.env,
  );
}

/** Ten seconds: a large AOF takes a while to load. */
async function answers(url: string, gone: Promise<void>): Promise<boolean> {
  let ended = false;
  gone.then(() => {
    ended = true;
  });
  for (let tries = 0; tries < 100 && !ended; tries += 1) {
    if ((await ask(url, (redis) => redis.ping())) === 'PONG') return true;
    await sleep(100);
  }
  return false;
}
