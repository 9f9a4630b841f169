import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningBot, startBot } from '../../handlers/start-bot.js';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import type { Running } from '../../src/jobs/workers.js';
import { botOptions, inventoryOf, memoryLog, startCollector, words } from './front/stage.js';
import { PLEG, STUCK, WEBHOOK_TOKEN } from './oncall/stage.js';
import { startRedis, type TestRedis, until } from './redis.js';

/** Two deployments in one channel, each a Slack app with a Redis and a cluster of its own. Both clusters have a node-7. */
interface Deployment {
  readonly bot: RunningBot;
  readonly botId: string;
  readonly userId: string;
  readonly redis: TestRedis;
  readonly collector: Running;
}

let slack: Awaited<ReturnType<typeof startSlack>>;
let east: Deployment;
let west: Deployment;
/** One more process of the eastern deployment. */
let more: RunningBot;

beforeAll(async () => {
  slack = await startSlack({ channels: ['shared', 'words', 'hooks', 'twice'].map((name) => ({ name })) });
  const neighbour = slack.install({ name: 'neighbour', botToken: 'xoxb-neighbour', appToken: 'xapp-neighbour' });
  const redis = [await startRedis(), await startRedis()] as const;
  const change = ({ botToken, appToken }: { botToken: string; appToken: string }) => {
    const channels = [...slack.world.workspace.channels.values()].map(({ id }) => id);
    return {
      botToken,
      road: { kind: 'socket' as const, appToken },
      rights: { grants: [{}], unaskedChannels: channels, botChannels: channels, ownOnlyChannels: channels },
      webhooks: { token: WEBHOOK_TOKEN, channel: slack.channel('hooks').id, pagerdutySecret: undefined },
    };
  };
  const open = async (name: string, app: typeof neighbour.app, own: TestRedis): Promise<Deployment> => {
    const log = memoryLog();
    const bot = await startBot(botOptions(slack, own, log, change(app)));
    await bot.records.inventory.publish({ ...inventoryOf(`${name}-1`, `${name}-2`, 'node-7'), cluster: name });
    const collector = startCollector({ redis: own, bot, log }, STUCK, undefined, name);
    return { bot, botId: app.botId, userId: app.userId, redis: own, collector };
  };
  east = await open('east', slack.world.app, redis[0]);
  west = await open('west', neighbour.app, redis[1]);
  more = await startBot(botOptions(slack, redis[0], memoryLog(), change(slack.world.app)));
  await slack.connected(2);
  await until(() => neighbour.sockets.count > 0);
});
afterAll(async () => {
  await more.stop();
  for (const { bot, collector, redis } of [east, west]) {
    await collector.close();
    await bot.stop();
    await redis.end('SIGKILL');
  }
  await slack.stop();
});

const alert = (channel: string, text: string) => slack.integration('Alertmanager', channel, { text });
const answers = (channel: string, root: Message) =>
  slack.thread(channel, root).filter((m) => m.ts !== root.ts && m.metadata !== undefined);
const judged = (channel: string, root: Message): Promise<Message> =>
  slack.waitFor(() => answers(channel, root).find((m) => /Confirmed/.test(words(m))), {
    what: `an answer to ${root.text}`,
    within: 20_000,
  });
const firing = (labels: string) => `[FIRING:1] PLEGUnhealthy\n${labels}\nsummary: ${PLEG}`;

it('answers an alert where its node is, and a node that both have where the label says its cluster is', async () => {
  const roots = [alert('shared', firing('node = west-1')), alert('shared', firing('cluster = east\nnode = node-7'))];
  const first = await judged('shared', roots[0] ?? expect.fail());
  expect([first.bot_id, words(first)]).toEqual([west.botId, expect.stringMatching(/west-1/)]);
  const second = await judged('shared', roots[1] ?? expect.fail());
  expect([second.bot_id, words(second)]).toEqual([east.botId, expect.stringMatching(/node-7/)]);
  // Of the same cause and cluster as the first: it joins that thread, and has none of its own.
  roots.push(alert('shared', firing('cluster = west\nnode = node-7')));
  const joined = () => /Also on `node-7`/.test(words(slack.message('shared', first.ts) ?? first)) || undefined;
  await slack.waitFor(joined, { what: 'the third to join the first', within: 20_000 });
  expect(roots.map((root) => answers('shared', root).length)).toEqual([1, 1, 0]);
});

it('is silent about what names neither, and answers it where somebody is asked', async () => {
  const silent = [
    alert('words', `[FIRING:1] PLEGUnhealthy\nsummary: ${PLEG}`),
    alert('words', firing('cluster = north\nnode = node-7')),
    slack.person('maya').says('words', PLEG),
    slack.person('maya').says('words', `@neighbour node east-2: ${PLEG}`),
  ];
  const asked = silent[3] ?? expect.fail();
  const answer = await slack.waitFor(() => answers('words', asked)[0], {
    what: 'the neighbour, who was asked',
    within: 20_000,
  });
  expect(answer.bot_id).toBe(west.botId);
  // Whatever was read before these is done when they are.
  const last = [alert('words', firing('node = east-2')), alert('words', firing('node = west-2'))];
  const counted = async ({ bot }: Deployment) =>
    (await Promise.all((await bot.records.cases.openIds()).map((id) => bot.records.cases.get(id))))
      .flatMap((one) => one?.places ?? [])
      .map(({ node }) => node);
  await expect.poll(() => counted(east), { timeout: 20_000 }).toContain('east-2');
  await expect.poll(() => counted(west), { timeout: 20_000 }).toContain('west-2');
  expect(silent.map((root) => answers('words', root).map(({ bot_id }) => bot_id))).toEqual([[], [], [], [west.botId]]);
  expect(last.flatMap((root) => answers('words', root)).filter(({ text }) => /Confirmed/.test(text))).toEqual([]);
});

it('takes an alert that Alertmanager posts to both at the one whose cluster it is', async () => {
  const oom = 'kernel: Memory cgroup out of memory: Killed process 4242 (java) total-vm:1048576kB, anon-rss:524288kB';
  const body = (labels: object) =>
    JSON.stringify({
      version: '4',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'Oom', ...labels },
          annotations: { d: oom },
          startsAt: '2026-11-22T03:12:05Z',
          fingerprint: JSON.stringify(labels),
        },
      ],
    });
  const post = async (labels: object) => {
    for (const { bot } of [east, west]) {
      const answer = await fetch(`http://127.0.0.1:${bot.port}/webhook/alertmanager`, {
        method: 'POST',
        headers: { authorization: `Bearer ${WEBHOOK_TOKEN}`, 'content-type': 'application/json' },
        body: body(labels),
      });
      expect(answer.status).toBe(202);
    }
  };
  await post({ node: 'node-7', cluster: 'north' });
  await post({ team: 'nobody' });
  await post({ node: 'node-7', cluster: 'west' });
  await post({ node: 'east-1' });
  const roots = () =>
    slack.channel('hooks').messages.filter((m) => m.metadata !== undefined && m.thread_ts === undefined);
  await slack.waitFor(() => (roots().length >= 2 ? true : undefined), { what: 'two threads', within: 20_000 });
  await expect
    .poll(
      () =>
        roots()
          .map((m) => [m.bot_id, /node-7|east-1/.exec(words(m))?.[0]])
          .sort(),
      { timeout: 15_000 },
    )
    .toEqual(
      [
        [east.botId, 'east-1'],
        [west.botId, 'node-7'],
      ].sort(),
    );
});

it('answers once where two processes of one deployment hear of it', async () => {
  const root = alert('twice', '[FIRING:1] HostOutOfDiskSpace (east-2)');
  const find = () => answers('twice', root).find((m) => /east-2/.test(words(m)));
  await slack.waitFor(find, { what: 'an answer', within: 20_000 });
  // Slack delivers again what it thinks was not taken; the other process gets it.
  const { delivery } = slack;
  const sent = delivery.log.findLast(({ payload }) => JSON.stringify(payload).includes(root.ts));
  delivery.event(sent?.payload ?? expect.fail());
  await expect
    .poll(async () => (await east.bot.jobs.counts(['east'])).read, { timeout: 10_000 })
    .toMatchObject({ active: 0, waiting: 0 });
  expect(answers('twice', root)).toHaveLength(1);
});
