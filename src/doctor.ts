import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { clustersOf } from './collector/clusters.js';
import type { Env } from './config/read-settings.js';
import { type Config, type Role, readConfig } from './config.js';
import { examineCluster } from './doctor/cluster.js';
import { examineKnowledge } from './doctor/knowledge.js';
import { failed, type Line, notChecked, ok } from './doctor/line.js';
import { inOrder, isWell, linesJson, printLines } from './doctor/print.js';
import { examineRedis } from './doctor/redis.js';
import { toReason } from './errors.js';
import { privateRedisUrl } from './records/private-redis.js';
import { findRedisServer } from './records/redis-server.js';
import { redactNow } from './redact/redact.js';
import { unpackedRedis } from './start.js';

/** The room that knows Slack. Passed in by the launcher, for this one may not know it. */
export interface SlackRoom {
  /** @param demanded this process is to be the bot, so a missing token is a failure. Never throws. */
  examineSlack(config: Config, demanded: boolean): Promise<readonly Line[]>;
}

const USAGE = 'usage: plegmatic doctor [--role bot|collector|all] [--json]';
const ROLES: readonly string[] = ['bot', 'collector', 'all'];

/**
 * `plegmatic doctor`: looks at everything a bot and a collector need, and says of each what is wrong and how to mend it. Changes
 * nothing anywhere. Without `--role` it looks at whatever there are credentials for here.
 * @returns the exit code: 0 nothing failed, 1 something did, 2 usage.
 */
export async function doctor(
  argv: readonly string[],
  slack: () => Promise<SlackRoom>,
  env: Env,
  print: (text: string) => void = (text) => void process.stdout.write(text),
): Promise<number> {
  const asked = readArgv(argv);
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  const lines = inOrder(await examine(asked.role, slack, env)).map(clean);
  print(asked.json ? linesJson(lines) : printLines(lines));
  return isWell(lines) ? 0 : 1;
}

function readArgv(argv: readonly string[]): { readonly role: Role | undefined; readonly json: boolean } | null {
  try {
    const options = { role: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { role, json } = parseArgs({ args: [...argv], options, strict: true }).values;
    if (role !== undefined && !ROLES.includes(role)) return null;
    return { role: role as Role | undefined, json };
  } catch {
    return null;
  }
}

async function examine(role: Role | undefined, slack: () => Promise<SlackRoom>, env: Env): Promise<readonly Line[]> {
  const { config, problems } = readConfig(env, (path) => readFileSync(path, 'utf8'), role);
  const configuration =
    problems.length === 0
      ? [ok('configuration', 'every setting is sound')]
      : problems.map(({ name, message }) =>
          failed('configuration', `${name} ${message}`, 'Mend it (docs/settings.md); its default stands in below'),
        );
  const parts = await Promise.all([
    safely('knowledge', async () => examineKnowledge(config.knowledge)),
    safely('redis', async () => redisLines(config, env)),
    role === 'collector'
      ? [notChecked('slack', 'a collector holds no Slack token', 'Run it with --role bot where the bot runs')]
      : safely('slack', async () => (await slack()).examineSlack(config, role !== undefined)),
    role === 'bot'
      ? [notChecked('kubectl', 'a bot holds no kubeconfig', 'Run it with --role collector where the collector runs')]
      : safely('cluster', async () => clusterLines(config, role !== undefined, env)),
  ]);
  return [...configuration, ...parts.flat()];
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
  const lines = await Promise.all(clusters.map((cluster) => examineCluster(cluster, demanded)));
  // The same kubectl for all of them: said once.
  return lines.flatMap((own, index) => own.filter(({ part }) => index === 0 || part !== 'kubectl'));
}

/** What Slack, Redis or kubectl said may hold a secret. */
function clean(line: Line): Line {
  const says = redactNow(line.says).replace(/\s*\n\s*/g, '; ');
  return { ...line, says };
}
