import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Channel, Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { PLEG } from './front/pleg.js';
import { inventoryOf, type Stage, startCollector, startStage, words } from './front/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({}, await startSlack({ rateLimits: false }));
});
afterAll(() => stage.stop());
beforeEach(async () => {
  const inventory = inventoryOf('node-7', 'worker-1');
  await stage.bot.records.inventory.publish({ ...inventory, pods: { 'web/front-1': 'worker-1' } });
});

const person = (name: string) => stage.slack.person(name);
/** The bot's words in a channel, a direct conversation or under a message. */
const botSays = (where: string | Channel, pattern: RegExp, root?: Message) => {
  const channel = typeof where === 'string' ? stage.slack.channel(where) : where;
  const here = () => (root === undefined ? channel.messages : stage.slack.thread(channel, root));
  const find = () => here().find((m) => m.bot_id !== undefined && m !== root && pattern.test(words(m)));
  return stage.slack.waitFor(find, { what: `words like ${pattern}` });
};

it('maya uploads a gzipped log and a JSON log with a mention; the bot reads both and answers under it', async () => {
  const json = `{"level":"error","msg":"OCI runtime exec failed: exec failed: EOF: unknown"}\n`;
  const asked = person('maya').mentions('ops', 'what do these say?', {
    files: [
      ...(person('maya').uploads('incidents', 'kubelet.log.gz', gzipSync(`${PLEG}\n`)).files ?? []),
      ...(person('maya').uploads('incidents', 'runc.json', json).files ?? []),
    ],
  });
  const answer = words(await botSays('ops', /Possible/, asked));
  expect(answer).toContain('exec failed: EOF: unknown');
  expect(answer).toContain('PLEG waits behind');
});

it('maya shows a screenshot and asks; the bot says that it reads words, and how to give it some', async () => {
  const asked = person('maya').uploads('ops', 'error.png', Buffer.from('PNG'), { comment: '@plegmatic what is this?' });
  await botSays('ops', /I read text, not pictures \(error\.png\)\. Paste the words/, asked);
});

it('lin drops a snippet into a direct message; the bot answers in Chinese, which is what lin reads', async () => {
  person('lin').uploads(stage.slack.im('lin'), 'Untitled', PLEG, { snippet: true });
  await botSays(stage.slack.im('lin'), /可能/);
});

it('tomas names a pod; the bot looks at its node and says which that is', async () => {
  const collector = startCollector(stage, { 'runc.version': '1.1.12' });
  await person('tomas').runs('/diagnose web/front-1', 'ops');
  await botSays('ops', /web\/front-1 runs on worker-1[\s\S]*Collected by exec/);
  await collector.close();
});

it('in a thread slash commands do not exist; help says so and a mention with the node does the same', async () => {
  const root = person('tomas').says('ops', 'node-7 is flapping again');
  await expect(async () => person('maya').runs('/diagnose node-7', 'ops', { thread: root })).rejects.toThrow('threads');
  const help = await person('maya').runs('/diagnose help', 'ops');
  expect(JSON.stringify(help)).toMatch(/no slash commands inside threads.*mention me with the name of the node/);
  person('maya').mentions('ops', 'look at node-7', { thread: root });
  await botSays('ops', /node-7/, root);
});

it('a reply in a thread is diagnosed through the message menu, with the snippet another reply holds', async () => {
  const root = person('maya').says('ops', 'anything new on the probes?');
  person('tomas').uploads('ops', 'journal', PLEG, { snippet: true, thread: root });
  const reply = person('maya').says('ops', 'see above', { thread: root });
  await person('maya').usesShortcut(reply, 'plegmatic_diagnose');
  expect(words(await botSays('ops', /Possible/, root))).toContain('was last seen active');
});

it('maya asks where the bot is no member; it answers her directly and says there how to invite it', async () => {
  await person('maya').runs(`/diagnose ${PLEG} now`, 'random');
  await botSays(stage.slack.im('maya'), /Possible[\s\S]*was last seen active/);
  const told = await botSays('random', /I answered you in a direct message.*\/invite @plegmatic/);
  expect(told.seen_by).toBe(person('maya').user.id);
});

it('and where direct messages to it are switched off, it answers her alone in the channel she asked in', async () => {
  const error = 'messages_tab_disabled';
  const open = stage.slack.faults.plan({ kind: 'error', method: 'chat.postMessage', error, times: 1000 });
  await person('maya').runs(`/diagnose ${PLEG} here`, 'random');
  const answer = await botSays('random', /Possible[\s\S]*was last seen active/);
  open();
  expect(answer.seen_by).toBe(person('maya').user.id);
});

it('an alert in English with a Chinese question under it is answered in Chinese', async () => {
  const root = person('maya').says('ops', `${PLEG}\n`.repeat(300));
  const asked = person('tomas').mentions('ops', '这个节点从早上开始就这样，是什么原因？', { thread: root });
  expect(asked.thread_ts).toBe(root.ts);
  await botSays('ops', /可能/, root);
});
