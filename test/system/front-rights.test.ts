import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { PLEG } from './front/pleg.js';
import { inventoryOf, type Stage, startCollector, startStage, words } from './front/stage.js';

const LIMITS = { deadlineMs: 20_000, progressEveryMs: 500, mostNodes: 10, mostNodesUnasked: 3 };

let stage: Stage;
afterEach(() => stage.stop());

const said = (pattern: RegExp, where = 'ops') =>
  stage.slack.waitFor(() => stage.slack.channel(where).messages.find((m: Message) => pattern.test(words(m))), {
    what: `a message like ${pattern}`,
  });
const FACTS = { 'runc.version': '1.1.5' };

it('a user group of Slack may collect, and nobody else; who may elsewhere is told where', async () => {
  const slack = await startSlack({ usergroups: [{ handle: 'oncall', members: ['maya'] }] });
  const groups = [...slack.world.workspace.usergroups.keys()];
  const channels = [slack.channel('ops').id];
  const rights = { grants: [{ groups, channels }], unaskedChannels: [], botChannels: [], ask: 'Maya' };
  stage = await startStage({ rights }, slack);
  const collector = startCollector(stage, FACTS);
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'node-8'));
  slack.person('maya').mentions('ops', `node-7: ${PLEG}`);
  await said(/Collected by exec/);
  slack.person('tomas').mentions('ops', `node-8: ${PLEG}`);
  expect(words(await said(/not been given the right/))).toMatch(/collect from prod\. Ask Maya/);
  slack.person('maya').mentions('incidents', `node-8: ${PLEG}`);
  expect(words(await said(/not in this channel/, 'incidents'))).toMatch(/collect from prod in #ops/);
  await collector.close();
});

it('says in the thread when the hour is used up, and still reads the text; joining costs nothing', async () => {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  stage = await startStage({ limits: { ...LIMITS, allowance: { perUser: 2, perCluster: 9 } } });
  const collector = startCollector(stage, FACTS, gate);
  await stage.bot.records.inventory.publish(inventoryOf('node-1', 'node-2', 'node-3'));
  const lin = stage.slack.person('lin');
  stage.slack.person('maya').mentions('ops', `node-1: ${PLEG}`);
  await said(/Stop waiting for node-1/);
  // Lin joins Maya's collection of node-1, so both of Lin's own are left.
  lin.mentions('ops', `node-1: ${PLEG} again`);
  await said(/不再等待 node-1/);
  lin.mentions('ops', `node-2: ${PLEG}`);
  await said(/不再等待 node-2/);
  lin.mentions('ops', `node-3: ${PLEG}`);
  await said(/不再等待 node-3/);
  await stage.bot.records.inventory.publish(inventoryOf('node-4'));
  lin.mentions('ops', `node-4: ${PLEG}`);
  const refused = await said(/2 次采集已用完，\d+ 分钟后可再用/);
  expect(refused.text).toMatch(/^可能/);
  open();
  await collector.close();
});

it('who may not collect may not stop a collection or start it with a button either', async () => {
  const slack = await startSlack({ channels: [{ name: 'ops', members: ['maya', 'gast'] }] });
  stage = await startStage({}, slack);
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  slack.person('maya').mentions('ops', `node-7: ${PLEG}`);
  const answer = await said(/Stop waiting for node-7/);
  await slack.person('gast').presses(answer, 'plegmatic.cancel.0');
  expect((await said(/guests may not/)).is_ephemeral).toBe(true);
  expect(words(slack.message('ops', answer.ts) as Message)).not.toMatch(/cancelled/);
});

it('unasked it looks at no more than three nodes by itself, and only for whom it may; the rest is buttons', async () => {
  const slack = await startSlack({ channels: [{ name: 'ops', members: ['maya', 'gast'] }] });
  const unaskedChannels = [slack.channel('ops').id];
  stage = await startStage({ rights: { grants: [{}], unaskedChannels, botChannels: [] } }, slack);
  await stage.bot.records.inventory.publish(inventoryOf('node-1', 'node-2', 'node-3', 'node-4'));
  const lines = (some: readonly number[]) =>
    some.map((n) => `Nov 12 03:14:07 node-${n} kubelet[18${n}3]: E1112 03:14:07.1 kubelet.go:1] ${PLEG}`).join('\n');
  const answerTo = (root: Message) =>
    slack.waitFor(() => slack.thread('ops', root).find((m) => m.bot_id && m.ts !== root.ts), { what: 'an answer' });
  const paste = slack.person('maya').says('ops', lines([1, 2, 3, 4]));
  const many = words(await answerTo(paste));
  expect([1, 2, 3].map((n) => many.includes(`Stop waiting for node-${n}`))).toEqual([true, true, true]);
  expect(many).toContain('Collect from node-4');
  expect(many).not.toContain('nodes at once');
  const guests = words(await answerTo(slack.person('gast').says('ops', lines([4]))));
  expect(guests).toContain('Collect from node-4');
  expect(guests).not.toMatch(/Stop waiting|guests may not/);
});
