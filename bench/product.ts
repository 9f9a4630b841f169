import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Slack, startSlack } from '../playground/slack/start.js';
import { startPrivateRedis } from '../src/records/private-redis.js';

/** The folder with package.json, from bench/ and dist/bench/ alike. */
export const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../' : '../', import.meta.url));

export interface Running {
  readonly slack: Slack;
  /** Of the process that is measured. */
  readonly pid: number;
  /** Of the Redis that was started for it. */
  readonly redisUrl: string | undefined;
  stop(): Promise<void>;
}

export interface RunOptions {
  readonly channels: number;
  /** Script and arguments of the bot that is measured. */
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether it needs a Redis of its own. */
  readonly redis?: boolean;
}

const START_MS = 30_000;

/** A bot in a process of its own before a simulator that limits no rate. Resolves when it is connected. */
export async function runBot({ channels, argv, env = {}, redis = false }: RunOptions): Promise<Running> {
  const dir = mkdtempSync(join(tmpdir(), 'plegmatic-bench-'));
  const slack = await startSlack({ rateLimits: false, channels: channelNames(channels).map((name) => ({ name })) });
  const server = redis
    ? await startPrivateRedis({
        dir: join(dir, 'redis'),
        path: process.env.PATH ?? '',
        unpacked: join(root, '.plegmatic/redis'),
        env: process.env,
      })
    : undefined;
  const config = join(dir, 'config.yaml');
  writeFileSync(config, 'rights: {grants: [{}]}\nlimits: {fresh_seconds: 0}\n');
  const said = join(dir, 'stderr');
  const child = spawn(process.execPath, [...argv], {
    cwd: dir,
    stdio: ['ignore', 'ignore', openSync(said, 'w')],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      PLEGMATIC_CONFIG: config,
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...(server && { REDIS_URL: server.url }),
      ...env,
    },
  });
  const gone = new Promise<void>((exited) => child.once('exit', () => exited()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await Promise.race([gone, sleep(5000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    await server?.stop();
    await slack.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  const connected = await Promise.race([
    slack.connected().then(() => true),
    gone.then(() => false),
    sleep(START_MS, false, { ref: false }),
  ]);
  if (connected && child.pid !== undefined) return { slack, pid: child.pid, redisUrl: server?.url, stop };
  const words = readFileSync(said, 'utf8');
  await stop();
  throw new Error(`the bot did not connect: ${words}`);
}

export const channelNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `bench-${index}`);
