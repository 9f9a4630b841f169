import { setTimeout as sleep } from 'node:timers/promises';
import { clustersOf } from './collector/clusters.js';
import { collectNode } from './collector/collect-node.js';
import { publishInventory } from './collector/publish-inventory.js';
import type { Config } from './config.js';
import { toReason, UserError } from './errors.js';
import { healthRoutes } from './http/health.js';
import { openHttp } from './http/server.js';
import { startCollectWorker } from './jobs/collect-worker.js';
import { startDeadlineWorker } from './jobs/workers.js';
import { createLog, type Log } from './log.js';
import { checkRedis } from './records/check-redis.js';
import { openRedis } from './records/connect.js';
import { openRecords, type Records } from './records/records.js';
import { seldom } from './records/seldom.js';
import { extraPatterns } from './redact/extra.js';
import { openRedact } from './redact/redact.js';

export interface RunningCollector {
  readonly clusters: readonly string[];
  /** Where `/healthz` and `/readyz` are served, if they are. */
  readonly port: number | undefined;
  /** Takes no new job, gives running collections 15 s, then hands them back to the queue. */
  stop(): Promise<void>;
}

export interface CollectorOverrides {
  readonly log?: Log;
  /** It has the process, and so `PORT`, to itself: `/healthz` and `/readyz` are served. */
  readonly alone?: boolean;
  /** Environment of kubectl, for tests and the demo. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that running collections have once it must stop. */
  readonly drainMs?: number;
}

/** What the collector lives on, for `/readyz`. A Redis that is away answers nothing at all. */
async function missing(records: Records, clusters: readonly string[]): Promise<readonly string[]> {
  const known = await Promise.race([records.inventory.all().catch(() => null), sleep(1000, null, { ref: false })]);
  if (known === null) return ['redis'];
  const fresh = known.filter(({ stale }) => !stale).map(({ inventory }) => inventory.cluster);
  return clusters.filter((name) => !fresh.includes(name)).map((name) => `cluster ${name}`);
}

/** A collector collects without being asked how it is: beside a bot on one machine the port is the bot's. */
async function serveHealth(port: number, missing: () => Promise<readonly string[]>, log: Log) {
  try {
    return await openHttp(port, healthRoutes(missing), log);
  } catch (error) {
    log.warn({ reason: toReason(error).text }, 'no /healthz and /readyz of this collector');
    return undefined;
  }
}

/** Kubernetes gives a pod 30 s after SIGTERM; handing back and closing needs some of them. */
const DRAIN_MS = 15_000;

/**
 * Root 2: a kubeconfig and Redis, no Slack token. One worker for each cluster; inventory every 30 s. Signals are the launcher's.
 * `config.redisUrl` must be set.
 */
export async function run(config: Config, overrides: CollectorOverrides = {}): Promise<RunningCollector> {
  const url = config.redisUrl;
  if (url === undefined)
    throw new UserError('config-invalid', { message: 'No Redis is configured', next: 'Set REDIS_URL' });
  const log = overrides.log ?? createLog({ level: config.logLevel });
  const onError = seldom(
    (error) => log.warn({ err: error }, 'Redis or the queue failed; trying again. Look at REDIS_URL and at Redis'),
    () => Date.now(),
  );
  const redact = openRedact(extraPatterns(config.redact));
  const redis = openRedis(url, 'work', onError);
  const records = openRecords({
    redis,
    redact,
    nowMs: () => Date.now(),
    keepSeconds: config.limits.keepSeconds,
    maxTextBytes: config.limits.textBytes,
  });
  void checkRedis(redis).then(({ warnings }) => {
    for (const { says, fix } of warnings) log.warn({}, `${says}. ${fix}.`);
  });

  const ending = new AbortController();
  const cancelling = new AbortController();
  const clusters = await clustersOf(config, overrides.env);
  const parts = { records, redact, log, now: () => new Date(), collectMs: config.limits.collectMs };
  const workers = clusters.map((cluster) => {
    const book = publishInventory(cluster, { records, log, signal: ending.signal });
    return startCollectWorker({
      url,
      onError,
      cluster: cluster.name,
      concurrency: config.limits.collectionsPerCluster,
      freshMs: config.limits.freshMs,
      stop: cancelling.signal,
      collect: (payload, turn) => collectNode(cluster, book, payload, turn, parts),
    });
  });
  const deadlines = startDeadlineWorker({ url, onError });
  const names = clusters.map(({ name }) => name);
  const http = overrides.alone ? await serveHealth(config.port, () => missing(records, names), log) : undefined;
  log.info({ clusters: names }, 'the collector works');
  return {
    clusters: names,
    port: http?.port,
    async stop() {
      await http?.close();
      ending.abort();
      const closed = Promise.all([...workers, deadlines].map((worker) => worker.close()));
      await Promise.race([closed, sleep(overrides.drainMs ?? DRAIN_MS, undefined, { ref: false })]);
      cancelling.abort('the collector is shutting down');
      await closed;
      redis.disconnect();
      log.info({}, 'the collector stopped');
    },
  };
}
