import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Env } from './config/read-settings.js';
import { type Config, loadConfig, type Role } from './config.js';
import { toReason, UserError } from './errors.js';
import { createLog } from './log.js';
import { startPrivateRedis } from './records/private-redis.js';
import { knowledgeDir } from './signatures/folder.js';

/** What every long-running root offers. */
export interface Root {
  run(config: Config, how?: { readonly alone?: boolean }): Promise<{ stop(): Promise<void> }>;
}

/** The roots, loaded only when their role is started. Passed in, for this room may not know the one that talks to Slack. */
export interface Roots {
  readonly bot: () => Promise<Root>;
  readonly collector: () => Promise<Root>;
}

const ROLES: readonly string[] = ['bot', 'collector', 'all'];

/**
 * `plegmatic start [--role bot|collector|all]`: reads the configuration, starts a private Redis when none is given, runs the roots
 * until SIGTERM or SIGINT, then stops them, Redis last. @returns the exit code: 0 stopped, 2 usage, 1 failure.
 */
export async function start(argv: readonly string[], roots: Roots, env: Env): Promise<number> {
  const role = roleOf(argv);
  if (role === null) {
    console.error(
      `plegmatic: start takes --role bot, collector or all, not: ${argv.join(' ')}. See: plegmatic help start`,
    );
    return 2;
  }
  const stops: (() => Promise<void>)[] = [];
  const running: (() => Promise<void>)[] = [];
  const signals = listen();
  try {
    const config = await withRedis(
      loadConfig(env, (path) => readFileSync(path, 'utf8'), role),
      env,
      stops,
    );
    const log = createLog({ level: config.logLevel });
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection nobody waited for'));
    const begun = (async () => {
      if (role !== 'bot') running.push(await started(roots.collector, config, role === 'collector'));
      if (role !== 'collector') running.push(await started(roots.bot, config));
      signals.alone();
    })();
    // Asked to end while it starts: what has begun is stopped, and a start that waits for Slack is not waited for.
    await Promise.race([begun, signals.asked.then(() => sleep(START_MS))]);
    await signals.asked;
    return 0;
  } catch (error) {
    if (error instanceof UserError) console.error(toReason(error).text);
    else console.error('plegmatic could not start, and the fault is its own. Please report this:', error);
    return 1;
  } finally {
    // Side by side, for their patience adds up; the private Redis last.
    for (const part of [running, stops])
      await Promise.all(part.map((stop) => inTime(stop().catch((error) => console.error(error)))));
  }
}

/** How long a start may go on once it is asked to end. Milliseconds. */
const START_MS = 3000;

/** Kubernetes kills after 30 s: a part that waits for a Redis that is gone must not keep the others from stopping. */
const STOP_MS = 20_000;

const inTime = (stopped: Promise<unknown>): Promise<unknown> => Promise.race([stopped, sleep(STOP_MS)]);

function roleOf(argv: readonly string[]): Role | null {
  try {
    const { role } = parseArgs({
      args: [...argv],
      options: { role: { type: 'string', default: 'all' } },
      strict: true,
    }).values;
    return ROLES.includes(role) ? (role as Role) : null;
  } catch {
    return null;
  }
}

async function started(load: () => Promise<Root>, config: Config, alone = false): Promise<() => Promise<void>> {
  const running = await (await load()).run(config, { alone });
  return () => running.stop();
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Listens for the wish to stop, from the first moment on: a signal during the start must not leave a private Redis behind.
 * A second SIGTERM changes nothing; a second Ctrl+C means it, and what is left behind the next start takes over.
 */
function listen(): { readonly asked: Promise<void>; readonly alone: () => void } {
  let ask = (): void => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  let heard = 0;
  const hear = (signal: NodeJS.Signals): void => {
    heard += 1;
    if (heard > 1 && signal === 'SIGINT') process.exit(130);
    ask();
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  // Roots that listen for signals themselves must not stop a second time: the order is ours.
  const alone = (): void => {
    for (const signal of SIGNALS)
      for (const other of process.listeners(signal)) if (other !== hear) process.removeListener(signal, other);
  };
  return { asked, alone };
}

/** The configuration with a Redis in it: the one given, else a private one, whose end is added to `stops`. */
export async function withRedis(
  config: Config,
  env: Env,
  stops: (() => Promise<void>)[],
): Promise<Config & { readonly redisUrl: string }> {
  if (config.redisUrl !== undefined) return { ...config, redisUrl: config.redisUrl };
  const unpacked = unpackedRedis();
  const redis = await startPrivateRedis({ dir: config.dataDir, path: env.PATH ?? '', unpacked, env });
  stops.push(() => redis.stop());
  return { ...config, redisUrl: redis.url };
}

/** Where the set-up script unpacks a redis-server: beside package.json. */
export const unpackedRedis = (): string => join(dirname(knowledgeDir()), '.plegmatic/redis');
