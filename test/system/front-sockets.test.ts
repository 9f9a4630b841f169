import type { App, ReceiverEvent } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { SocketReceiver } from '../../handlers/road/socket-receiver.js';
import { quietLogger } from '../../handlers/slack/quiet-logger.js';
import { clientOptions } from '../../handlers/slack/slack.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { memoryLog } from './front/stage.js';
import { until } from './redis.js';

/** Redelivery after 0, 1.2 and 6 s. */
const SCALE = 0.02;

let slack: Slack;
let receiver: SocketReceiver;
let heard: unknown[];

/** A receiver with its sockets. `lingers`: as Slack, which leaves a closed socket's TCP connection open. */
async function connect(lingers = false): Promise<void> {
  slack = await startSlack({ timeScale: SCALE });
  slack.sockets.lingers = lingers;
  slack.delivery.acknowledgeWithin = 3000 / SCALE;
  heard = [];
  receiver = new SocketReceiver({
    appToken: slack.appToken,
    clientOptions: clientOptions(slack.apiUrl),
    logger: quietLogger(memoryLog()),
    log: memoryLog(),
  });
  receiver.init({ processEvent: async ({ body }: ReceiverEvent) => void heard.push(body.event?.text) } as App);
  await receiver.start();
  await slack.connected(2);
}
afterEach(async () => {
  await receiver.stop();
  await slack.stop();
});

/** Says so at once, and waits until it is heard; @returns attempts Slack needed. */
async function say(text: string): Promise<number> {
  slack.person('maya').says('ops', text);
  await until(() => heard.includes(text));
  return slack.delivery.log.find((sent) => JSON.stringify(sent.payload).includes(text))?.envelopes.length ?? 0;
}

it('hears at the first attempt what is said while Slack recycles every socket', async () => {
  await connect(true);
  slack.sockets.announce('refresh_requested');
  for (let n = 0; n < 20; n += 1) expect(await say(`during ${n}`)).toBe(1);
  await slack.connected(2);
  expect(await say('after')).toBe(1);
});

it('opens the new sockets before the old ones go', async () => {
  await connect();
  slack.sockets.announce('warning');
  await slack.connected(4);
  expect(receiver.connected).toBe(true);
});

it('hears at the first attempt what is said when one socket breaks', async () => {
  await connect();
  slack.sockets.drop(1);
  for (let n = 0; n < 10; n += 1) expect(await say(`half ${n}`)).toBe(1);
  await slack.connected(2);
});

it('is back at once when all sockets break, and acknowledges a command then', async () => {
  await connect();
  slack.sockets.drop();
  expect(slack.sockets.count).toBe(0);
  await slack.connected();
  const outcome = await slack.person('maya').runs('/diagnose node-7', 'ops');
  expect(outcome).toMatchObject({ acknowledged: true });
});

it('hears an event again that went to a socket which is dead without a word', async () => {
  await connect();
  slack.sockets.freeze(1);
  slack.delivery.acknowledgeWithin = 200 / SCALE;
  for (const text of ['one', 'two', 'three']) slack.person('maya').says('ops', text);
  await until(() => ['one', 'two', 'three'].every((text) => heard.includes(text)));
});

it('closes within two seconds although Slack leaves the connection open, and is not connected then', async () => {
  await connect(true);
  const begun = Date.now();
  await receiver.stop();
  expect(Date.now() - begun).toBeLessThan(2000);
  expect(receiver.connected).toBe(false);
});
