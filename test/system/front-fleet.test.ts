import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { startBot } from '../../handlers/start-bot.js';
import type { Message } from '../../playground/slack/model.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import { collectJobId } from '../../src/jobs/ids.js';
import type { Running } from '../../src/jobs/workers.js';
import { collected } from '../../src/records/collected.js';
import { openRedis } from '../../src/records/connect.js';
import { openRecords } from '../../src/records/records.js';
import { redact } from '../../src/redact/redact.js';
import { botOptions, buttons, inventoryOf, type Stage, startStage, words } from './front/stage.js';

let stage: Stage;
let collector: Running | undefined;
let own: ReturnType<typeof openRedis> | undefined;
afterEach(async () => {
  await collector?.close();
  own?.disconnect();
  await stage.stop();
});
const limits = {
  deadlineMs: 20_000,
  progressEveryMs: 500,
  mostNodes: 10,
  mostNodesUnasked: 3,
  fleet: { percent: 10, forMs: 60_000 },
};
const NAMES = Array.from({ length: 40 }, (_, index) => `node-${index + 1}`);
const inOps = (what: string, test: (message: Message) => unknown) =>
  stage.slack.waitFor(() => stage.slack.channel('ops').messages.find(test), { what, within: 30_000 });
const summary = (pattern: RegExp) =>
  inOps(`a summary like ${pattern}`, (one) => one.metadata && pattern.test(words(one)));

/** Forty nodes; every eighth hangs in its runc, which is an older one. */
function cluster(
  seen: { at: number; most: number; asked: string[] },
  gate: () => Promise<unknown> = () => sleep(20),
): Running {
  // A collector outlives the bot: it has its own connection.
  own = openRedis(stage.redis.url, 'ask', () => undefined);
  const records = openRecords({ redis: own, redact, nowMs: () => Date.now() });
  return startCollectWorker({
    url: stage.redis.url,
    cluster: 'prod',
    concurrency: 30,
    freshMs: 0,
    onError: (error) => stage.log.warn({ err: error }, 'collector'),
    async collect(payload) {
      const { cluster: name, node, run } = payload;
      seen.asked.push(node);
      seen.at += 1;
      seen.most = Math.max(seen.most, seen.at);
      await gate();
      seen.at -= 1;
      const sick = Number(node.slice(5)) % 8 === 0;
      const at = new Date().toISOString();
      const facts = {
        'runc.version': { value: sick ? '1.0.0-rc93' : '1.1.5', at },
        'os.id': { value: 'debian 12', at },
        ...(sick
          ? {
              processes: {
                value: [
                  {
                    pid: 7,
                    ppid: 1,
                    elapsed_seconds: 900,
                    stat: 'S',
                    wchan: 'pipe_write',
                    threads: 6,
                    args: 'runc init',
                  },
                ],
                at,
              },
              pipes: {
                value: [
                  {
                    pid: 7,
                    fd: 6,
                    inode: 1,
                    holders: 1,
                    write_blocked: true,
                    capacity_bytes: null,
                    queued_bytes: null,
                  },
                ],
                at,
              },
            }
          : {}),
      };
      const collection = { step: 'exec', complete: true, failed: [], at };
      const ref = collectJobId(payload, run);
      await records.collected.put(
        ref,
        collected.parse({ cluster: name, node, facts: factsFromJson(facts), collection }),
      );
      return ref;
    },
  });
}

it('sweeps all nodes, a tenth at once, in one message: causes as a table, and what sets the sick apart', async () => {
  stage = await startStage({ limits });
  await stage.bot.records.inventory.publish(inventoryOf(...NAMES));
  const seen = { at: 0, most: 0, asked: [] as string[] };
  collector = cluster(seen);
  await stage.slack.person('maya').runs('/diagnose all', 'ops');
  const told = await summary(/Every node was asked/);
  expect(told.text).toBe('all, 40 nodes: 5 sick, 35 healthy');
  expect(words(told)).toMatch(/sick +runc-rc93-pipe-seccomp-hang +5 +node-8 node-16 node-24 node-32 node-40/);
  expect(words(told)).toMatch(/runc\.version +1\.0\.0-rc93 +5\/5 +0\/35/);
  expect(seen.most).toBeLessThanOrEqual(4);
  expect(seen.asked.length).toBe(40);
  expect(buttons(told)).toEqual([]);
  await inOps('the file', (one) => one.files?.some((file) => file.name === 'plegmatic-fleet.md'));
  expect(stage.slack.channel('ops').messages.filter((one) => one.metadata)).toHaveLength(1);
});

it('goes on where it was when the bot dies in the middle', async () => {
  stage = await startStage({ limits });
  await stage.bot.records.inventory.publish(inventoryOf(...NAMES.slice(0, 20)));
  const seen = { at: 0, most: 0, asked: [] as string[] };
  collector = cluster(seen);
  await stage.slack.person('maya').runs('/diagnose prod/all', 'ops');
  await stage.slack.waitFor(() => seen.asked.length >= 4 || undefined, { what: 'some nodes' });
  await stage.bot.stop();
  stage.bot = await startBot(botOptions(stage.slack, stage.redis, stage.log, { limits }));
  expect((await summary(/Every node was asked/)).text).toBe('prod/all, 20 nodes: 2 sick, 18 healthy');
  expect(new Set(seen.asked).size).toBe(seen.asked.length);
});

it('stops when asked: no node is begun any more', async () => {
  stage = await startStage({ limits });
  await stage.bot.records.inventory.publish(inventoryOf(...NAMES));
  const seen = { at: 0, most: 0, asked: [] as string[] };
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  collector = cluster(seen, () => gate);
  const maya = stage.slack.person('maya');
  await maya.runs('/diagnose all', 'ops');
  const first = await summary(/plegmatic\.fleet\.stop/);
  await maya.presses(first, 'plegmatic.fleet.stop');
  open();
  expect(words(await summary(/Stopped on request; 3\d nodes were not asked/))).not.toContain('plegmatic.fleet.stop');
  expect(seen.asked.length).toBeLessThanOrEqual(4);
});

it('says which pools there are, and whom to ask for the right', async () => {
  stage = await startStage({
    limits,
    rights: { grants: [{ actions: ['collect'] }], unaskedChannels: [], botChannels: [] },
  });
  const inventory = inventoryOf('node-1', 'node-2');
  const nodes = inventory.nodes.map((node) => ({ ...node, pool: 'cpu' }));
  await stage.bot.records.inventory.publish({ ...inventory, nodes });
  await stage.slack.person('maya').runs('/diagnose pool=gpu', 'ops');
  await summary(/No node is in a pool gpu; there are: cpu/);
  await stage.slack.person('maya').runs('/diagnose pool=cpu', 'ops');
  await summary(/Ask whoever runs Plegmatic/);
});

it('sweeps for a mention of just these words as well, in the thread it was asked in', async () => {
  stage = await startStage({ limits });
  await stage.bot.records.inventory.publish(inventoryOf(...NAMES.slice(0, 8)));
  collector = cluster({ at: 0, most: 0, asked: [] });
  const maya = stage.slack.person('maya');
  const root = maya.says('ops', 'anything else sick?');
  maya.mentions('ops', 'prod/all', { thread: root });
  const told = await summary(/Every node was asked/);
  expect([told.thread_ts, told.text]).toEqual([root.ts, 'prod/all, 8 nodes: 1 sick, 7 healthy']);
});
