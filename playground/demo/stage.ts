import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run as runBot } from '../../handlers/bot.js';
import { run as runCollector } from '../../src/collector.js';
import { loadConfig } from '../../src/config.js';
import { createLog } from '../../src/log.js';
import { withRedis } from '../../src/start.js';
import { type Slack, startSlack } from '../slack/start.js';

/** Everything the demo runs: the real bot and collector, a real Redis, our Slack and our cluster. */
export interface Stage {
  readonly slack: Slack;
  stop(): Promise<void>;
}

/** A part that hangs must not keep the others from stopping. */
const STOP_MS = 10_000;

const root = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));

/** Starts it all in this process. @param env PATH to find redis-server on, and LOG_LEVEL for the curious. */
export async function openStage(env: Readonly<Record<string, string | undefined>>): Promise<Stage> {
  // The workspace lives in memory, so what an earlier demo left in its queue would be answers into threads that are gone.
  mkdirSync(join(root, '.plegmatic'), { recursive: true });
  const data = mkdtempSync(join(root, '.plegmatic/demo-'));
  const slack = await startSlack({ team: 'Demo' });
  const stops: (() => Promise<void>)[] = [
    async () => rmSync(data, { recursive: true, force: true }),
    () => slack.stop(),
  ];
  let stopping: Promise<void> | undefined;
  // A signal and the end of the input may both ask for it: the second asking waits for the first.
  const stop = (): Promise<void> => {
    stopping ??= stopAll(stops.toReversed());
    return stopping;
  };
  try {
    const config = await withRedis(
      {
        ...loadConfig(
          {
            PATH: env.PATH,
            SLACK_BOT_TOKEN: slack.botToken,
            SLACK_APP_TOKEN: slack.appToken,
            SLACK_API_URL: slack.apiUrl,
            KUBECTL: join(root, 'playground/kubectl/kubectl'),
            LOG_LEVEL: env.LOG_LEVEL ?? 'silent',
          },
          () => '',
          'all',
        ),
        dataDir: data,
        port: 0,
      },
      env,
      stops,
    );
    const log = createLog({ level: config.logLevel });
    const collector = await runCollector(config, { log });
    stops.push(() => collector.stop());
    const bot = await runBot(config, { log, openRights: true });
    stops.push(() => bot.stop());
    await slack.connected();
    return { slack, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One after the other, each waited for at most as long as anybody waits at a prompt. */
async function stopAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  for (const end of ends) await Promise.race([end().catch(() => undefined), sleep(STOP_MS, undefined, { ref: false })]);
}
