import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { sign } from '../../playground/slack/wire/request-url.js';
import { PLEG } from './front/pleg.js';
import { buttons, inventoryOf, type Stage, startCollector, startStage, words } from './front/stage.js';

/** A minute of Slack's waits before redelivery is 0.6 s. */
const SCALE = 0.01;

let stage: Stage;
let url: string;
let stopCollector: () => Promise<void>;
const { port } = await (async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  server.close();
  return address;
})();

beforeAll(async () => {
  url = `http://127.0.0.1:${port}/slack/events`;
  const slack = await startSlack({ requestUrl: url, timeScale: SCALE });
  slack.delivery.acknowledgeWithin = 3000;
  const road = { kind: 'http' as const, signingSecret: slack.world.app.signingSecret };
  stage = await startStage({ road, port }, slack);
  slack.delivery.acknowledgeWithin = 3000 / SCALE;
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'node-8'));
  const collector = startCollector(stage, { 'runc.version': '1.0.0-rc93' });
  stopCollector = () => collector.close();
});
afterAll(async () => {
  await stopCollector();
  await stage.stop();
});

const answers = (root?: Message) =>
  (root ? stage.slack.thread('ops', root) : stage.slack.channel('ops').messages).filter((m) => m.metadata);
const answerTo = (root: Message) => stage.slack.waitFor(() => answers(root)[0], { what: 'an answer' });
const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

/** A request as Slack makes it, wrong in the ways given. */
async function post(body: string, { secret = '', age = 0, type = 'application/json', headers = {} } = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  return await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(secret || stage.slack.world.app.signingSecret, timestamp, body),
      ...headers,
    },
  });
}

it('answers the challenge, and says that it lives and is ready', async () => {
  expect(await stage.slack.verifiesUrl()).toBe(true);
  const health = await get('/healthz');
  expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
  const ready = await get('/readyz');
  expect([ready.status, await ready.text()]).toEqual([200, 'ready\n']);
  expect((await get('/slack/events')).status).toBe(404);
});

it('answers a paste, and a button under the answer', async () => {
  const asked = stage.slack.person('maya').says('ops', `node-7: ${PLEG}`);
  const answer = await answerTo(asked);
  const collect = buttons(answer).find((id) => id.startsWith('plegmatic.collect'));
  expect(await stage.slack.person('maya').presses(answer, collect ?? 'none')).toMatchObject({ acknowledged: true });
  await stage.slack.waitFor(() => (words(answer).includes('1.0.0-rc93') ? answer : undefined), { what: 'facts' });
  expect(answers(asked)).toHaveLength(1);
});

it('answers a command, and a form with its node picker', async () => {
  const maya = stage.slack.person('maya');
  const before = answers().length;
  expect(await maya.runs('/diagnose node-7', 'ops')).toMatchObject({
    acknowledged: true,
    body: { text: 'Looking at `node-7`.' },
  });
  await stage.slack.waitFor(() => answers()[before], { what: 'an answer to the command' });
  expect(await maya.runs('/diagnose', 'ops')).toMatchObject({ acknowledged: true });
  const view = await stage.slack.waitFor(() => maya.modal, { what: 'the form' });
  expect(await maya.types(view, 'plegmatic.node', 'node-8')).toMatchObject({
    body: { options: [{ value: 'prod/node-8' }] },
  });
  expect(await maya.submits(view, {})).toMatchObject({ body: { response_action: 'errors' } });
  expect(await maya.submits(view, { 'plegmatic.node': ['prod/node-8'] })).toMatchObject({ acknowledged: true });
  await stage.slack.waitFor(() => answers()[before + 1], { what: 'an answer to the form' });
});

it('answers once what Slack delivers again, whatever number the retry has', async () => {
  const asked = stage.slack.person('maya').mentions('ops', PLEG);
  await answerTo(asked);
  const sent = stage.slack.delivery.log.find(({ payload }) => JSON.stringify(payload).includes('app_mention'));
  for (const num of ['1', '2', '3']) {
    const headers = { 'x-slack-retry-num': num, 'x-slack-retry-reason': 'http_timeout' };
    expect((await post(JSON.stringify(sent?.payload), { headers })).status).toBe(200);
  }
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(answers(asked)).toHaveLength(1);
});

it('refuses what is not signed by Slack, or long ago, and takes nothing from it', async () => {
  const before = answers().length;
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: randomUUID(),
    event: { type: 'message', text: PLEG },
  });
  expect((await post(body, { secret: 'wrong' })).status).toBe(401);
  expect((await post(body, { age: 301 })).status).toBe(401);
  expect((await post(body, { age: -301 })).status).toBe(401);
  expect((await fetch(url, { method: 'POST', body })).status).toBe(401);
  expect((await post(body, { headers: { 'x-slack-signature': 'v0=' } })).status).toBe(401);
  // Whoever knocks must not fill the log.
  const refused = stage.log.lines.filter((one) => one.includes('was refused'));
  expect(refused).toHaveLength(new Set(refused).size);
  expect((await post('{"half":')).status).toBe(400);
  expect((await post('['.repeat(4_000_001))).status).toBe(413);
  expect(answers()).toHaveLength(before);
});

it('acknowledges neither event nor command while the queue is down, says so, and answers the event when it is back', async () => {
  await stage.redis.end('SIGKILL');
  const maya = stage.slack.person('maya');
  const asked = maya.mentions('ops', PLEG);
  const told = (text: string) => text.includes('My queue (Redis) does not answer');
  await stage.slack.waitFor(() => stage.slack.channel('ops').messages.find((m) => m.is_ephemeral && told(m.text)));
  const outcome = await maya.runs('/diagnose node-7', 'ops');
  expect(outcome).toMatchObject({ body: { text: expect.stringContaining('My queue (Redis) does not answer') } });
  const ready = await get('/readyz');
  expect([ready.status, await ready.text()]).toEqual([503, 'not ready: redis\n']);
  const sent = stage.slack.delivery.log.find(
    ({ payload }) => JSON.stringify(payload).includes(asked.ts) && JSON.stringify(payload).includes('app_mention'),
  );
  await expect.poll(() => sent?.envelopes.length).toBeGreaterThan(1);
  await stage.redis.start();
  await answerTo(asked);
});

it('answers a command within three seconds when storing hangs', async () => {
  stage.redis.pause();
  const begun = Date.now();
  const outcome = await stage.slack.person('maya').runs('/diagnose node-7', 'ops');
  expect(Date.now() - begun).toBeLessThan(3000);
  expect(outcome.acknowledged).toBe(true);
  stage.redis.resume();
});

it('refuses everything once it stops', async () => {
  await stage.bot.stop();
  expect(await stage.slack.person('maya').runs('/diagnose node-7', 'ops')).toMatchObject({ acknowledged: false });
});
