import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { PLEG } from './front/pleg.js';
import { buttons, inventoryOf, type Stage, startStage, words } from './front/stage.js';
import { freePort } from './redis.js';

let stage: Stage;
afterEach(() => stage.stop());

const answerIn = (where: string, pattern: RegExp) =>
  stage.slack.waitFor(
    () => stage.slack.channel(where).messages.find((m: Message) => m.metadata && pattern.test(words(m))),
    {
      what: `an answer like ${pattern}`,
    },
  );

it('opens a form with a node picker and answers what it is sent', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'worker-1'));
  const maya = stage.slack.person('maya');
  await maya.runs('/diagnose', 'ops');
  const form = maya.modal;
  if (!form) throw new Error('no form opened');
  expect(JSON.stringify(await maya.types(form, 'plegmatic.node', 'work'))).toContain('prod/worker-1');
  await maya.submits(form, { 'plegmatic.node': ['prod/worker-1'], text: PLEG });
  expect(words(await answerIn('ops', /worker-1/))).toContain('PLEG waits');
});

it('shows clusters, queue and help in its Home tab', async () => {
  stage = await startStage();
  const inventory = inventoryOf('node-7', 'node-8');
  await stage.bot.records.inventory.publish({
    ...inventory,
    nodes: inventory.nodes.map((n, i) => ({ ...n, ready: i > 0 })),
  });
  const maya = stage.slack.person('maya');
  maya.opensHome();
  const home = await stage.slack.waitFor(() => maya.home, { what: 'a Home tab' });
  expect(JSON.stringify(home)).toContain('*prod*: 2 nodes, not ready: node-7');
});

it('reads the message and its thread through the message menu', async () => {
  stage = await startStage();
  const root = stage.slack.person('maya').says('ops', 'node trouble again');
  const reply = stage.slack.person('tomas').says('ops', PLEG.replace('PLEG', 'P L E G'), { thread: root });
  stage.slack.person('tomas').says('ops', 'see the log line above', { thread: root });
  await stage.slack.person('maya').usesShortcut(reply, 'plegmatic_diagnose');
  expect((await answerIn('ops', /Not known|Possible/)).thread_ts).toBe(root.ts);
});

it('answers about the report when the message menu is used on an answer, not about its own words', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  const maya = stage.slack.person('maya');
  const ours = () => stage.slack.channel('ops').messages.filter((one) => one.metadata);
  const pasted = maya.says('ops', PLEG);
  const first = await answerIn('ops', /Possible/);
  await maya.usesShortcut(first, 'plegmatic_diagnose');
  const again = await answerIn('ops', /You pointed at an answer of mine: this is about the report/);
  expect([again.thread_ts, again.text]).toEqual([pasted.ts, first.text]);

  await maya.runs('/diagnose node-7', 'ops');
  const command = await answerIn('ops', /Looking at node-7|node-7/);
  await maya.usesShortcut(command, 'plegmatic_diagnose');
  const under = () => ours().find((one) => one.thread_ts === command.ts);
  const anew = await stage.slack.waitFor(under, { what: 'an answer under the command’s' });
  expect(anew.text).toBe('Looking at node-7');
});

it('says so where the report of an answer is gone', async () => {
  stage = await startStage();
  const maya = stage.slack.person('maya');
  maya.says('ops', PLEG);
  const first = await answerIn('ops', /Possible/);
  await stage.bot.records.reports.drop(String(first.metadata?.event_payload.report));
  await maya.usesShortcut(first, 'plegmatic_diagnose');
  expect(words(await answerIn('ops', /whose report I do not have any more/))).toContain('PLEG waits');
});

it('reads the beginning and the end of a very long thread, and says that it left some out', async () => {
  stage = await startStage();
  const [maya, tomas] = [stage.slack.person('maya'), stage.slack.person('tomas')];
  const root = maya.says('ops', 'node trouble again');
  for (let index = 0; index < 1100; index += 1) tomas.says('ops', `still looking, ${index}`, { thread: root });
  tomas.says('ops', `kubelet says: ${PLEG}`, { thread: root });
  maya.mentions('ops', 'what is it?', { thread: root });
  expect(words(await answerIn('ops', /The thread is longer than I read/))).toContain('PLEG waits');
});

it('stops waiting for a node when asked', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  await stage.slack.person('maya').runs('/diagnose node-7', 'ops');
  const root = await answerIn('ops', /Looking at node-7/);
  expect(buttons(root)).toContain('plegmatic.cancel.0');
  await stage.slack.person('maya').presses(root, 'plegmatic.cancel.0');
  await answerIn('ops', /The collection from node-7 was cancelled/);
});

it('answers with what is known when a collection never ends', async () => {
  stage = await startStage({ limits: { deadlineMs: 1500, progressEveryMs: 500, mostNodes: 10, mostNodesUnasked: 3 } });
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  stage.slack.person('maya').mentions('ops', `node-7: ${PLEG}`);
  await stage.slack.waitFor(
    () => stage.slack.channel('ops').messages.find((m) => m.metadata && /did not answer in time/.test(words(m))),
    { what: 'an answer after the deadline' },
  );
});

it('refuses to collect where no rights are configured, says why, and judges the text', async () => {
  stage = await startStage({ rights: { grants: undefined, unaskedChannels: [], botChannels: [] } });
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  stage.slack.person('maya').mentions('ops', `node-7: ${PLEG}`);
  const answer = await answerIn('ops', /nobody has been given the right/);
  expect(answer.text).toMatch(/^Possible: /);
});

it('refuses a guest', async () => {
  const slack = await startSlack({ channels: [{ name: 'ops', members: ['maya', 'gast'] }] });
  stage = await startStage({}, slack);
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  slack.person('gast').mentions('ops', `node-7: ${PLEG}`);
  await answerIn('ops', /guests may not/);
});

it('reads alerts of other bots in channels configured for that', async () => {
  const slack = await startSlack();
  const channels = [slack.channel('incidents').id];
  stage = await startStage({ rights: { grants: [{}], unaskedChannels: [], botChannels: channels } }, slack);
  slack.integration('Alertmanager', 'incidents', {
    text: '',
    attachments: [{ title: 'KubeNodeNotReady', text: PLEG }],
  });
  await answerIn('incidents', /Possible/);
});

it('works over HTTP as well, and tells whether it is ready', async () => {
  const port = await freePort();
  const slack = await startSlack({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
  const road = { kind: 'http' as const, signingSecret: slack.world.app.signingSecret };
  stage = await startStage({ road, port }, slack);
  slack.person('maya').says('ops', PLEG);
  await answerIn('ops', /Possible/);
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  await stage.redis.end('SIGKILL');
  const gone = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([gone.status, await gone.text()]).toEqual([503, 'not ready: redis\n']);
  await stage.redis.start();
});
