import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis } from '../../src/records/connect.js';
import { openRecords, type Records } from '../../src/records/records.js';
import { findRedisServer, type RedisProcess, spawnRedis } from '../../src/records/redis-server.js';

export interface TestRedis {
  readonly url: string;
  /** Ends it with this signal and waits until it has gone. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** It keeps its connections and answers nothing, until it is resumed. */
  pause(): void;
  resume(): void;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** A real redis-server with AOF on a random port, in a folder of its own inside `within`. */
export async function startRedis(within = tmpdir()): Promise<TestRedis> {
  const port = await freePort();
  const dir = mkdtempSync(join(within, 'plegmatic-test-'));
  const url = `redis://127.0.0.1:${port}`;
  const program = findRedisServer({ path: process.env.PATH ?? '', unpacked: '.plegmatic/redis' });
  const argv = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--appendfsync',
    'always',
  ];
  let server: RedisProcess | undefined;
  const redis: TestRedis = {
    url,
    async start() {
      server = spawnRedis(program, argv, process.env);
      const probe = openRedis(url, 'work', () => {});
      while ((await probe.ping().catch(() => '')) !== 'PONG') await sleep(20);
      probe.disconnect();
    },
    pause: () => void server?.child.kill('SIGSTOP'),
    resume: () => void server?.child.kill('SIGCONT'),
    async end(signal) {
      server?.child.kill(signal);
      await server?.gone;
    },
  };
  await redis.start();
  return redis;
}

/** Records on a connection of their own; texts are stored as they are. */
export async function testRecords(url: string): Promise<Records> {
  const redis = openRedis(url, 'ask', () => {});
  await new Promise<void>((ready) => redis.once('ready', ready));
  return openRecords({ redis, redact: async (text) => ({ text, counts: {} }), nowMs: () => Date.now() });
}

/** Waits until the question is answered with yes. */
export async function until(yes: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await yes()) return;
  throw new Error(`still not so after ${ms} ms`);
}
