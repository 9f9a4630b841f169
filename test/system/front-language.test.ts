import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { PLEG, RC93 } from './front/pleg.js';
import { inventoryOf, type Stage, startCollector, startStage, words } from './front/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
});

const answerTo = (root: Message, pattern: RegExp) =>
  stage.slack.waitFor(
    () => stage.slack.thread('ops', root).find((m) => m.bot_id !== undefined && m !== root && pattern.test(words(m))),
    { what: `an answer like ${pattern}` },
  );

it('answers in Chinese whoever reads Slack in Chinese, and in English whoever does not', async () => {
  const lin = stage.slack.person('lin').says('ops', PLEG);
  const maya = stage.slack.person('maya').says('ops', PLEG);
  expect((await answerTo(lin, /./)).text).toMatch(/^可能: .*\p{Script=Han}/u);
  const english = words(await answerTo(maya, /./));
  expect(english).toMatch(/^Possible: /);
  expect(english).not.toMatch(/\p{Script=Han}/u);
});

it('answers Chinese prose in Chinese, whatever the locale', async () => {
  const asked = stage.slack.person('maya').says('ops', `这个节点怎么了，从早上开始一直这样\n${PLEG}`);
  expect(words(await answerTo(asked, /./))).toContain('*证据*');
});

it('keeps the language when the answer is edited, with every command as it is', async () => {
  const collector = startCollector(stage, RC93);
  const asked = stage.slack.person('lin').mentions('ops', `node=node-7 ${PLEG}`);
  const full = words(await answerTo(asked, /已确认/));
  expect(full).toContain('*缓解*');
  expect(full).toContain('sysctl -w fs.pipe-user-pages-soft');
  await collector.close();
});

it('tells in Chinese as well what it could not do as asked', async () => {
  await stage.slack.person('lin').runs('/diagnose nod-7', 'ops');
  const channel = stage.slack.channel('ops');
  const answer = await stage.slack.waitFor(() => channel.messages.find((m) => words(m).includes('没有名为 nod-7')), {
    what: 'a sentence',
  });
  expect(words(answer)).toContain('是不是 node-7');
});
