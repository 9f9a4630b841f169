import type { BotLog } from '../../../handlers/bot-log.js';
import type { Engine } from '../../../handlers/engine/engine.js';
import { openEngine } from '../../../handlers/engine/open-engine.js';
import { type BotOptions, type RunningBot, startBot } from '../../../handlers/start-bot.js';
import type { Message } from '../../../playground/slack/model.js';
import { type Slack, startSlack } from '../../../playground/slack/start.js';
import { factsFromJson } from '../../../src/facts/facts-json.js';
import { startCollectWorker } from '../../../src/jobs/collect-worker.js';
import type { Running } from '../../../src/jobs/workers.js';
import { collected } from '../../../src/records/collected.js';
import type { Inventory } from '../../../src/records/inventory.js';
import { redact } from '../../../src/redact/redact.js';
import { knowledgeDir } from '../../../src/signatures/folder.js';
import { loadSignatures } from '../../../src/signatures/load.js';
import { loadTranslations } from '../../../src/signatures/translation.js';
import { startRedis, type TestRedis, until } from '../redis.js';

function shown(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return `${error.stack ?? error.message}${error.cause === undefined ? '' : ` caused by ${shown(error.cause)}`}`;
}

/** Keeps what the bot logged, for failures of a test. */
export function memoryLog(): BotLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (fields: object, message: string) => {
    const { err, ...rest } = fields as { err?: unknown };
    lines.push(`${level} ${message} ${JSON.stringify(rest)} ${shown(err)}`);
  };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}

/** The real engine with the shipped knowledge. */
export function shippedEngine(): Engine {
  const { signatures } = loadSignatures([knowledgeDir()]);
  return openEngine(signatures, loadTranslations([knowledgeDir()], 'zh', signatures).byId);
}

export interface Stage {
  readonly slack: Slack;
  readonly redis: TestRedis;
  bot: RunningBot;
  readonly log: ReturnType<typeof memoryLog>;
  stop(): Promise<void>;
}

/** Slack simulator, Redis and the bot, wired as in production. */
export async function startStage(change: Partial<BotOptions> = {}, slack?: Slack): Promise<Stage> {
  const redis = await startRedis();
  const workspace = slack ?? (await startSlack());
  const log = memoryLog();
  const bot = await startBot(botOptions(workspace, redis, log, change));
  await until(() => bot.records.redis.status === 'ready');
  if (change.road?.kind !== 'http') await workspace.connected();
  else await until(async () => (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).ok);
  const stage: Stage = {
    slack: workspace,
    redis,
    bot,
    log,
    async stop() {
      await stage.bot.stop();
      await workspace.stop();
      await redis.end('SIGKILL');
    },
  };
  return stage;
}

export function botOptions(slack: Slack, redis: TestRedis, log: BotLog, change: Partial<BotOptions> = {}): BotOptions {
  return {
    botToken: slack.botToken,
    road: { kind: 'socket', appToken: slack.appToken },
    apiUrl: slack.apiUrl,
    redisUrl: redis.url,
    port: 0,
    engine: shippedEngine(),
    redact,
    rights: { grants: [{}], unaskedChannels: [], botChannels: [] },
    limits: { deadlineMs: 20_000, progressEveryMs: 500, mostNodes: 10, mostNodesUnasked: 3 },
    maxTextBytes: 20 * 1024 * 1024,
    keepSeconds: 3600,
    log,
    ...change,
  };
}

/** A collector that answers at once with these facts, on the real queue. `gate` holds it back until it resolves. */
export function startCollector(
  stage: Pick<Stage, 'redis' | 'bot' | 'log'>,
  facts: Record<string, unknown> | ((node: string) => Record<string, unknown>),
  gate: Promise<void> = Promise.resolve(),
  name = 'prod',
): Running {
  return startCollectWorker({
    url: stage.redis.url,
    cluster: name,
    freshMs: 0,
    onError: (error) => stage.log.warn({ err: error }, 'collector'),
    async collect({ cluster, node, run }) {
      await gate;
      const ref = `${cluster}/${node}/${run}`;
      const at = new Date().toISOString();
      const collection = { step: 'exec' as const, complete: true, failed: [], at };
      await stage.bot.records.collected.put(
        ref,
        collected.parse({
          cluster,
          node,
          facts: factsFromJson(typeof facts === 'function' ? facts(node) : facts),
          collection,
        }),
      );
      return ref;
    },
  });
}

/** A cluster with some nodes, as its collector would publish it. */
export function inventoryOf(...nodes: string[]): Inventory {
  return {
    cluster: 'prod',
    at: new Date().toISOString(),
    nodes: nodes.map((name) => ({ name, addresses: [] })),
    pods: {},
  };
}

/** Everything an answer says, in the order of reading. */
export function words(message: Message): string {
  const sections = (message.blocks ?? []).map((block) => JSON.stringify(block));
  return [message.text, ...sections].join('\n').replaceAll('\\n', '\n').replaceAll('\\"', '"');
}

/** Ids of the buttons of an answer. */
export function buttons(message: Message): readonly string[] {
  return [...words(message).matchAll(/"action_id":"([^"]+)"/g)].map((found) => found[1] ?? '');
}
