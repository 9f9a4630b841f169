import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBot } from '../../handlers/start-bot.js';
import type { Message } from '../../playground/slack/model.js';
import { reportId } from '../../src/jobs/ids.js';
import { PLEG } from './front/pleg.js';
import { botOptions, memoryLog, type Stage, startStage, words } from './front/stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stop());

// The full report is a message of its own, without the metadata of an answer.
const said = (root: Message) => stage.slack.thread('ops', root).filter((m) => m.metadata !== undefined);
const answerTo = (root: Message) => stage.slack.waitFor(() => said(root)[0], { what: 'an answer' });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('answers once when Slack delivers twice', async () => {
  stage.slack.faults.delivery.duplicate = 1;
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  await answerTo(asked);
  await pause(1500);
  expect(said(asked)).toHaveLength(1);
});

it('waits out a rate limit and still answers', async () => {
  stage.slack.faults.plan({ kind: 'ratelimited', method: 'chat.postMessage', retryAfter: 1 });
  const asked = stage.slack.person('maya').says('ops', PLEG);
  expect((await answerTo(asked)).text).toMatch(/^Possible: /);
});

it('does not post twice when Slack did the work and the connection broke', async () => {
  stage.slack.faults.plan({ kind: 'drop-after', method: 'chat.postMessage', times: 1 });
  const asked = stage.slack.person('maya').says('ops', PLEG);
  await answerTo(asked);
  await pause(3000);
  expect(said(asked)).toHaveLength(1);
});

it('says the same as plain text when Slack refuses the blocks', async () => {
  stage.slack.faults.plan({ kind: 'error', method: 'chat.postMessage', error: 'invalid_blocks' });
  const asked = stage.slack.person('maya').says('ops', PLEG);
  const answer = await answerTo(asked);
  expect(answer.blocks ?? []).toEqual([]);
  expect(answer.text).toContain('How I know');
});

it('tells the asker when the queue is down, acknowledges nothing, and answers again once it is back', async () => {
  await stage.redis.end('SIGKILL');
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  const sentence = () =>
    stage.slack.thread('ops', asked, 'maya').find((m) => m.text.includes('My queue (Redis) does not answer')) ??
    stage.slack.channel('ops').messages.find((m) => m.text.includes('My queue (Redis) does not answer'));
  const told = await stage.slack.waitFor(sentence, { what: 'a sentence' });
  expect(told.is_ephemeral).toBe(true);
  const event = stage.slack.delivery.log.find((sent) => JSON.stringify(sent.payload).includes('app_mention'));
  expect(event?.acknowledgements).toBe(0);

  const outcome = await stage.slack.person('maya').runs('/diagnose node-7', 'ops');
  expect(outcome.acknowledged).toBe(true);
  expect(JSON.stringify(outcome)).toContain('My queue (Redis) does not answer');

  await stage.redis.start();
  const again = stage.slack.person('maya').mentions('ops', PLEG);
  expect(words(await answerTo(again))).toContain('was last seen active');
});

it('edits the answer a dead process left behind instead of posting another', async () => {
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  const answer = await answerTo(asked);
  const keys = await stage.bot.records.redis.keys('plegmatic:answer:*');
  // As if the process had died between posting and noting where.
  for (const key of keys.filter((k) => !k.endsWith(':shown'))) await stage.bot.records.redis.hdel(key, 'post:main');
  await stage.bot.stop();
  const { redis } = stage;
  const other = await startBot(botOptions(stage.slack, redis, memoryLog()));
  const id = JSON.parse(words(answer).match(/"value":"(\{"report":"[^"]+"\})"/)?.[1] ?? '{}').report;
  await other.show(id);
  expect(said(asked)).toHaveLength(1);
  expect(await other.records.answers.where(id)).toMatchObject({ ts: answer.ts });
  stage.bot = other;
});

it('posts one answer when two bots have a job of the same report at once, and Slack makes the first of them wait', async () => {
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  await answerTo(asked);
  const { workspace } = stage.slack.world;
  const id = reportId('event', [workspace.team.id, stage.slack.channel('ops').id, asked.ts]);
  await stage.bot.records.redis.del(`plegmatic:answer:${id}`);
  stage.slack.channel('ops').messages.splice(1);
  const other = await startBot(botOptions(stage.slack, stage.redis, memoryLog()));
  stage.slack.faults.plan({ kind: 'ratelimited', method: 'chat.postMessage', retryAfter: 1 });
  await Promise.all([stage.bot.show(id), other.show(id)]);
  expect(said(asked)).toHaveLength(1);
  await other.stop();
});

it('answers after Slack was out of order for longer than a few tries', async () => {
  const over = stage.slack.faults.plan({ kind: 'status', status: 503, times: Number.MAX_SAFE_INTEGER });
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  await pause(6000);
  over();
  expect(words(await answerTo(asked))).toContain('was last seen active');
  expect(said(asked)).toHaveLength(1);
});
