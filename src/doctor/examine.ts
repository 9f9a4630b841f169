import { clustersOf } from '../collector/clusters.js';
import type { Env } from '../config/read-settings.js';
import type { Config, Role } from '../config.js';
import { toReason } from '../errors.js';
import { privateRedisUrl } from '../records/private-redis.js';
import { findRedisServer } from '../records/redis-server.js';
import { unpackedRedis } from '../start.js';
import { examineCluster } from './cluster.js';
import { examineEscalation } from './escalation.js';
import { examineKnowledge } from './knowledge.js';
import { failed, type Line, notChecked, ok } from './line.js';
import { examineRedis } from './redis.js';

/** The room that knows Slack. Passed in by the launcher, for this one may not know it. */
export interface SlackRoom {
  /** @param demanded this process is to be the bot, so a missing token is a failure. Never throws. */
  examineSlack(config: Config, demanded: boolean): Promise<readonly Line[]>;
}

export interface Examining {
  readonly config: Config;
  /** Undefined: whatever there are credentials for. */
  readonly role: Role | undefined;
  readonly slack: () => Promise<SlackRoom>;
  readonly env: Env;
}

/** Everything a role needs, looked at side by side. Never throws. */
export async function examine({ config, role, slack, env }: Examining): Promise<readonly Line[]> {
  const parts = await Promise.all([
    safely('knowledge', async () => examineKnowledge(config.knowledge)),
    safely('redis', async () => redisLines(config, env)),
    role === 'collector'
      ? [notChecked('slack', 'a collector holds no Slack token', 'Run it with --role bot where the bot runs')]
      : safely('slack', async () => (await slack()).examineSlack(config, role !== undefined)),
    // A collector tells nobody.
    role === 'collector' ? [] : safely('escalation', () => examineEscalation(config)),
    role === 'bot'
      ? [notChecked('kubectl', 'a bot holds no kubeconfig', 'Run it with --role collector where the collector runs')]
      : safely('cluster', async () => clusterLines(config, role !== undefined, env)),
  ]);
  return parts.flat();
}

/** A part that breaks is a line like any other: a doctor does not faint. */
async function safely(part: Line['part'], work: () => Promise<readonly Line[]>): Promise<readonly Line[]> {
  try {
    return await work();
  } catch (error) {
    const { family, text } = toReason(error);
    const why = family === 'bug' && error instanceof Error ? error.message : text;
    return [failed(part, `could not be looked at: ${why}`, 'Please report this: it is a defect of plegmatic itself')];
  }
}

async function redisLines(config: Config, env: Env): Promise<readonly Line[]> {
  const clusters = Object.keys(config.clusters);
  if (config.redisUrl !== undefined) return examineRedis({ url: config.redisUrl, given: true }, clusters);
  const running = await examineRedis({ url: privateRedisUrl(config.dataDir), given: false }, clusters);
  if (running.every(({ state }) => state !== 'failed')) return running;
  const inventory = notChecked('inventory', 'nothing runs yet', 'Run it again after `plegmatic start`');
  try {
    const { path } = findRedisServer({ path: env.PATH ?? '', unpacked: unpackedRedis() });
    return [ok('redis', `REDIS_URL is not set: start would run ${path} with an AOF in ${config.dataDir}`), inventory];
  } catch (error) {
    const fix = 'Install it (apt-get install redis-server, brew install redis) or set REDIS_URL';
    return [failed('redis', toReason(error).text.split('. ')[0] ?? '', fix), inventory];
  }
}

async function clusterLines(config: Config, demanded: boolean, env: Env): Promise<readonly Line[]> {
  const clusters = await clustersOf(config, env);
  const peels = config.rights.grants?.some(({ actions }) => actions?.includes('peel')) === true;
  const lines = await Promise.all(clusters.map((cluster) => examineCluster(cluster, { demanded, peels })));
  // The same kubectl for all of them: said once.
  return lines.flatMap((own, index) => own.filter(({ part }) => index === 0 || part !== 'kubectl'));
}
