import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { NODES_DIR } from '../../playground/nodes/node.js';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { freePort, startRedis, testRecords } from '../system/redis.js';
import { openHouse } from './house.js';
import { stormCauses } from './storm-causes.js';

export interface StormOptions {
  readonly alerts: number;
  readonly causes: number;
  /** Alerts of one delivery, as Alertmanager groups them. */
  readonly group: number;
  /** Gives up after so long, milliseconds. */
  readonly withinMs: number;
  /** Hears how far it is. */
  readonly onProgress?: (line: string) => void;
}

export interface StormResult {
  readonly alerts: number;
  readonly causes: number;
  /** Alerts that some case has counted. */
  readonly counted: number;
  readonly cases: number;
  readonly threads: number;
  /** Threads whose message names the number of nodes that its cause has. */
  readonly complete: number;
  readonly calls: Readonly<Record<string, number>>;
  /** Of the shipped bundle, each on a node of the demo cluster; and how many of them ended well. */
  readonly execs: number;
  readonly execsDone: number;
  /** Milliseconds until Alertmanager had its last answer, until every alert was counted, until Slack showed the last of it. */
  readonly takenMs: number;
  readonly countedMs: number;
  readonly shownMs: number;
  /** Peak resident memory of the bot, and what Redis holds, in megabytes. */
  readonly botMb: number;
  readonly redisMb: number;
}

const TOKEN = 'token-of-the-storm-0123456789';
const CLUSTER = 'demo';

/**
 * Alerts of many nodes and few causes, sent as Alertmanager does; the real bot and the real collector, whose kubectl runs the shipped
 * bundle over healthy nodes of the demo cluster, so that nothing but the alerts tells the causes apart.
 */
export async function storm({
  alerts,
  causes,
  group,
  withinMs,
  onProgress = () => {},
}: StormOptions): Promise<StormResult> {
  const texts = await stormCauses(causes);
  const nodes = Array.from({ length: Math.ceil(alerts / causes) }, (_, index) => `node-${index + 1}`);
  const dir = mkdtempSync(join(tmpdir(), 'plegmatic-storm-'));
  const cluster = healthyNodes(dir, nodes);
  const slack = await startSlack({ timeScale: 0.25 });
  const redis = await startRedis(dir);
  const records = await testRecords(redis.url);
  const port = await freePort();
  const ops = slack.channel('ops').id;
  const house = openHouse({
    dir,
    redisUrl: redis.url,
    slack,
    config: JSON.stringify({
      rights: { grants: [{}] },
      channels: { collect_unasked: [ops], alerts: ops },
      limits: { collections_per_user_hour: 100000, collections_per_cluster_hour: 100000 },
    }),
    bots: 1,
    collectors: 1,
    env: { bot: { PORT: String(port), PLEGMATIC_WEBHOOK_TOKEN: TOKEN }, collector: { PLEGMATIC_DEMO_NODES: cluster } },
  });
  try {
    await slack.connected(2);
    while ((await records.inventory.get(CLUSTER)) === null) await sleep(500);
    // Every cause on every node, the causes mixed as a storm mixes them.
    const all = nodes
      .flatMap((node) => texts.map(({ text, signature }, index) => alertOf(node, signature, text, index)))
      .slice(0, alerts);
    const begun = Date.now();
    onProgress('sending');
    const until = begun + withinMs;
    for (let from = 0; from < all.length; from += group) await deliver(port, all.slice(from, from + group), until);
    const takenMs = Date.now() - begun;
    onProgress('all taken');
    const counted = async (): Promise<{ sum: number; cases: number }> => {
      const ids = await records.cases.openIds();
      const cases = await Promise.all(ids.map((id) => records.cases.get(id)));
      return { sum: cases.reduce((sum, one) => sum + (one?.alerts ?? 0), 0), cases: cases.length };
    };
    let now = await counted();
    while (now.sum < alerts && Date.now() < until) {
      await sleep(5000);
      now = await counted();
      onProgress(`${now.sum} alerts counted, ${now.cases} cases`);
    }
    const countedMs = Date.now() - begun;
    const roots = () =>
      slack
        .channel('ops')
        .messages.filter(
          (message) => message.metadata !== undefined && (message.thread_ts ?? message.ts) === message.ts,
        );
    const complete = () => roots().filter((message) => saysAll(message, nodes.length)).length;
    let last = Date.now();
    let told = 0;
    for (let seen = -1; Date.now() < until && (complete() < causes || Date.now() - last < 15_000); await sleep(500)) {
      if (slack.world.calls.length === seen) continue;
      seen = slack.world.calls.length;
      if (Date.now() - told > 20_000) {
        told = Date.now();
        onProgress(`${seen} Slack calls, ${roots().length} threads, ${complete()} say all`);
      }
      last = Date.now();
    }
    const calls: Record<string, number> = {};
    for (const { method } of slack.world.calls) calls[method] = (calls[method] ?? 0) + 1;
    return {
      alerts,
      causes,
      counted: now.sum,
      cases: now.cases,
      threads: roots().length,
      complete: complete(),
      calls,
      ...execsIn(join(dir, 'collector-1.log')),
      takenMs,
      countedMs,
      shownMs: last - begun,
      botMb: peakMb(house.pids('bot')[0] ?? 0),
      redisMb: Math.round(Number(/used_memory_peak:(\d+)/.exec(await records.redis.info('memory'))?.[1] ?? 0) / 1e6),
    };
  } finally {
    await house.stop();
    records.redis.disconnect();
    await redis.end('SIGKILL');
    await slack.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A cluster of these nodes: the captured healthy one under many names. @returns its folder */
function healthyNodes(dir: string, names: readonly string[]): string {
  const folder = join(dir, 'nodes');
  mkdirSync(folder);
  const healthy = parse(readFileSync(join(NODES_DIR, 'web-2.yaml'), 'utf8'));
  for (const [index, name] of names.entries()) {
    const address = `10.30.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    writeFileSync(join(folder, `${name}.yaml`), stringify({ ...healthy, name, address }));
  }
  return folder;
}

const audited = z.looseObject({ audit: z.looseObject({ what: z.array(z.string()), result: z.string() }) });

/** The audit record has a line before each exec and one after. */
function execsIn(log: string): Pick<StormResult, 'execs' | 'execsDone'> {
  const results = readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) =>
      line.includes('"audit"') ? (audited.safeParse(JSON.parse(line)).data?.audit.result ?? []) : [],
    );
  return {
    execs: results.filter((result) => result === 'started').length,
    execsDone: results.filter((result) => result.startsWith('exec, complete')).length,
  };
}

const alertOf = (node: string, signature: string, text: string, index: number) => ({
  status: 'firing',
  labels: { alertname: `Storm${index}`, cluster: CLUSTER, node, severity: 'warning' },
  annotations: { description: text },
  startsAt: '2026-11-22T03:12:05Z',
  fingerprint: `${signature}-${node}`,
});

/** As Alertmanager does it: anything but 2xx is sent again. */
async function deliver(port: number, alerts: readonly object[], until: number): Promise<void> {
  const body = JSON.stringify({ version: '4', groupKey: 'storm', status: 'firing', alerts });
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  while (Date.now() < until) {
    const answer = await fetch(`http://127.0.0.1:${port}/webhook/alertmanager`, {
      method: 'POST',
      headers,
      body,
    }).catch(() => null);
    if (answer?.ok) return;
    await sleep(500);
  }
}

function saysAll(message: Message, nodes: number): boolean {
  return nodes === 1 || JSON.stringify(message.blocks ?? []).includes(`${nodes} nodes so far`);
}

/** Linux keeps the peak of a process; elsewhere 0. */
function peakMb(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
