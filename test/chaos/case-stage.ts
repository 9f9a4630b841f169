import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { NODES_DIR } from '../../playground/nodes/node.js';
import { type PagerDutyService, startPagerDuty } from '../../playground/pagerduty/start.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { startRedis, type TestRedis } from '../system/redis.js';
import { openHouse } from './house.js';

/** The real processes, a Slack, a PagerDuty and the demo cluster, whose sick node can be mended. */
export interface CaseStage {
  readonly slack: Slack;
  readonly pagerduty: PagerDutyService;
  readonly dir: string;
  /** SIGKILL for the bot, the collector and Redis, all at once; resolves when all three are back. */
  killAll(): Promise<void>;
  /** Somebody replaces runc on edge-3, and the stuck process is gone. */
  mend(): void;
  stop(): Promise<void>;
}

const SOCKETS_PER_BOT = 2;
const START_MS = 60_000;

export async function openCaseStage(): Promise<CaseStage> {
  const dir = mkdtempSync(join(tmpdir(), 'plegmatic-case-'));
  const nodes = join(dir, 'nodes');
  cpSync(NODES_DIR, nodes, { recursive: true });
  const slack = await startSlack({ timeScale: 0.25 });
  const pagerduty = await startPagerDuty();
  const redis: TestRedis = await startRedis(dir);
  const id = (name: string): string => slack.person(name).user.id;
  const ops = slack.channel('ops').id;
  const config = {
    rights: { grants: [{}] },
    channels: { collect_unasked: [ops], watch_bots: [ops] },
    limits: { collect_seconds: 20, answer_seconds: 60, fresh_seconds: 1 },
    escalation: {
      tiers: [
        { users: [id('maya')], after_minutes: 1 },
        { users: [id('tomas')], pagerduty: true, after_minutes: 30 },
      ],
      automatic_severities: ['node-not-ready'],
      pagerduty_url: pagerduty.url,
    },
  };
  const house = openHouse({
    dir,
    redisUrl: redis.url,
    slack,
    config: JSON.stringify(config),
    bots: 1,
    collectors: 1,
    env: { bot: { PAGERDUTY_ROUTING_KEY: pagerduty.routingKey }, collector: { PLEGMATIC_DEMO_NODES: nodes } },
  });
  const stage: CaseStage = {
    slack,
    pagerduty,
    dir,
    async killAll() {
      await redis.end('SIGKILL');
      await Promise.all([house.end('bot', 0, 'SIGKILL', 0), house.end('collector', 0, 'SIGKILL', 0), redis.start()]);
      await connected(slack);
    },
    mend() {
      const file = join(nodes, 'edge-3.yaml');
      const node = parse(readFileSync(file, 'utf8'));
      const files = Object.entries(node.files).filter(([path]) => path.startsWith('/etc'));
      node.prints.runc = node.prints.runc.replace('1.0.0-rc93', '1.0.0-rc94');
      writeFileSync(file, stringify({ ...node, conditions: [], processes: [], files: Object.fromEntries(files) }));
    },
    async stop() {
      await house.stop();
      await redis.end('SIGKILL');
      await slack.stop();
      await pagerduty.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await connected(slack);
  return stage;
}

async function connected(slack: Slack): Promise<void> {
  const late = sleep(START_MS, 'late', { ref: false });
  if ((await Promise.race([slack.connected(SOCKETS_PER_BOT), late])) === 'late')
    throw new Error('the bot did not connect');
}
