import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackOptions } from '../../playground/slack/options.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';

type Frame = {
  type: string;
  envelope_id: string;
  retry_attempt?: number;
  retry_reason?: string;
  payload: { event_id: string };
};

let slack: Slack | undefined;
afterEach(async () => {
  await slack?.stop();
});

/** A client that acknowledges only what `answers` says. */
async function connect(to: Slack, answers: (frame: Frame, seen: number) => boolean = () => true) {
  const opened = await fetch(`${to.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${to.appToken}` },
  });
  const { url } = (await opened.json()) as { url: string };
  const socket = new WebSocket(url);
  const frames: Frame[] = [];
  let greeted: unknown;
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type === 'hello' || frame.type === 'disconnect') {
      greeted ??= frame;
      return;
    }
    frames.push(frame);
    if (answers(frame, frames.length)) socket.send(JSON.stringify({ envelope_id: frame.envelope_id, payload: {} }));
  });
  await once(socket, 'message');
  return { socket, frames, greeted };
}

const start = async (options: SlackOptions = {}) => {
  slack = await startSlack({ timeScale: 0.02, rateLimits: false, ...options });
  return slack;
};

describe('delivery over sockets', () => {
  it('begins with hello and the number of connections', async () => {
    const { greeted } = await connect(await start());
    expect(greeted).toMatchObject({
      type: 'hello',
      num_connections: 1,
      connection_info: { app_id: expect.any(String) },
    });
  });

  it('repeats an event with the same event_id in a new envelope until it is acknowledged', async () => {
    const running = await start({ timeScale: 0.001 });
    const { frames } = await connect(running, (_, seen) => seen === 3);
    running.person('maya').says('#ops', 'x');
    await expect.poll(() => running.delivery.log[0]?.acknowledgements).toBe(1);
    expect(frames.map((f) => [f.retry_attempt, f.retry_reason])).toEqual([
      [undefined, undefined],
      [1, 'timeout'],
      [2, 'timeout'],
    ]);
    expect(new Set(frames.map((f) => f.payload.event_id)).size).toBe(1);
    expect(new Set(frames.map((f) => f.envelope_id)).size).toBe(3);
  });

  it('gives up after three retries', async () => {
    const running = await start({ timeScale: 0.0001 });
    const { frames } = await connect(running, () => false);
    running.person('maya').says('#ops', 'x');
    await expect.poll(() => frames.length).toBe(4);
    expect(running.delivery.log).toMatchObject([{ acknowledgements: 0, envelopes: { length: 4 } }]);
  });

  it('delivers what was said while nobody was connected', async () => {
    const running = await start({ timeScale: 0.005 });
    running.person('maya').says('#ops', 'x');
    const { frames } = await connect(running);
    await expect.poll(() => frames.length).toBe(1);
  });

  it('counts a repeated acknowledgement without harm', async () => {
    const running = await start();
    const { socket, frames } = await connect(running);
    running.person('maya').says('#ops', 'x');
    await expect.poll(() => frames.length).toBe(1);
    socket.send(JSON.stringify({ envelope_id: frames[0]?.envelope_id, payload: {} }));
    await expect.poll(() => running.delivery.log[0]?.acknowledgements).toBe(2);
  });

  it('gives each event to exactly one of several sockets', async () => {
    const running = await start();
    const [one, two] = [await connect(running), await connect(running)];
    for (let n = 0; n < 6; n++) running.person('maya').says('#ops', `${n}`);
    await expect.poll(() => one.frames.length + two.frames.length).toBe(6);
    expect([one.frames.length, two.frames.length]).toEqual([3, 3]);
  });

  it('refuses an eleventh socket', async () => {
    const running = await start();
    for (let n = 0; n < 10; n++) await connect(running);
    expect((await connect(running)).greeted).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    expect(running.sockets.count).toBe(10);
  });

  it('delivers twice, or in another order, when told to', async () => {
    const running = await start();
    const { frames } = await connect(running);
    running.faults.delivery.duplicate = 1;
    running.person('maya').says('#ops', 'x');
    await expect.poll(() => frames.length).toBe(2);
    expect(frames[0]?.payload.event_id).toBe(frames[1]?.payload.event_id);
    running.faults.clear();
    running.faults.delivery.reorder = 1;
    const texts = () => frames.slice(2).map((f) => (f.payload as unknown as { event: { text: string } }).event.text);
    running.person('maya').says('#ops', 'first');
    running.person('maya').says('#ops', 'second');
    await expect.poll(texts).toEqual(['second', 'first']);
  });

  it('says nothing of channels the bot is not in, nor of ephemeral messages', async () => {
    const running = await start();
    running.person('maya').says('#random', 'x');
    running.person('maya').says('#kernel-team', 'x');
    expect(running.delivery.log).toEqual([]);
  });

  it('tells the person when a command finds nobody, or is not acknowledged in three seconds', async () => {
    const running = await start();
    const run = () => running.person('maya').runs('/diagnose x', '#ops');
    expect(await run()).toEqual({ acknowledged: false, reason: 'no_socket' });
    await connect(running, () => false);
    expect(await run()).toEqual({ acknowledged: false, reason: 'timeout' });
    expect(running.delivery.log.map((sent) => sent.envelopes.length)).toEqual([1, 1]);
  });

  it('refuses, as the client does, a command in a thread and one that is not registered', async () => {
    const maya = (await start()).person('maya');
    const root = maya.says('#ops', 'x');
    expect(() => maya.runs('/diagnose x', '#ops', { thread: root })).toThrow('no slash commands in threads');
    await expect(maya.runs('/nothing', '#ops')).rejects.toThrow('not a valid command');
  });
});
