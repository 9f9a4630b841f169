import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { PLEG } from './front/pleg.js';
import { inventoryOf, type Stage, shippedEngine, startCollector, startStage, words } from './front/stage.js';

let stage: Stage;
afterEach(() => stage.stop());

const answerLike = (pattern: RegExp) =>
  stage.slack.waitFor(
    () => stage.slack.channel('ops').messages.find((m: Message) => m.bot_id && pattern.test(words(m))),
    {
      what: `an answer like ${pattern}`,
    },
  );

it('edits how far the collection is into its answer', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  await stage.slack.person('maya').runs('/diagnose node-7', 'ops');
  const root = await answerLike(/queued/);
  await stage.bot.records.progress.set('prod', 'node-7', {
    phase: 'collecting',
    done: 3,
    of: 7,
    at: new Date().toISOString(),
  });
  expect((await answerLike(/collecting, 3\/7 probes/)).ts).toBe(root.ts);
});

it('collects without being asked where the channel is configured for that', async () => {
  const slack = await startSlack();
  const unaskedChannels = [slack.channel('ops').id];
  stage = await startStage({ rights: { grants: [{}], unaskedChannels, botChannels: [] } }, slack);
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  const collector = startCollector(stage, { 'runc.version': '1.1.12' });
  slack.person('maya').says('ops', `Nov 22 03:12:05 node-7 kubelet[912]: ${PLEG}`);
  expect(words(await answerLike(/Ruled out/))).toContain('node-7');
  await collector.close();
});

it('judges two nodes in one message', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'node-8'));
  const collector = startCollector(stage, { 'runc.version': '1.1.12' });
  await stage.slack.person('maya').runs('/diagnose node-7 node-8', 'ops');
  const answer = await answerLike(/Not known\*.*node-7[\s\S]*Not known\*.*node-8/);
  expect(stage.slack.channel('ops').messages.filter((m) => m.metadata && !m.thread_ts)).toHaveLength(1);
  expect(answer.text).toMatch(/^Not known on node-/);
  await collector.close();
});

it('says a word in the thread when a report cannot be read at all', async () => {
  const engine = { ...shippedEngine(), read: () => Promise.reject(new Error('a bug')) };
  stage = await startStage({ engine });
  stage.slack.person('maya').mentions('ops', PLEG);
  const answer = await answerLike(/my fault/);
  expect(words(answer)).not.toContain('a bug');
});
