import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../playground/slack/start.js';

let slack: Slack;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(() => slack.stop());

const client = (timeout = 2000, token = slack.botToken) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout,
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
const post = (timeout?: number) => client(timeout).chat.postMessage({ channel: slack.channel('ops').id, text: 'x' });

describe('a planned fault', () => {
  it('answers 429 with Retry-After, once', async () => {
    slack.faults.plan({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  it('answers 5xx as often as told', async () => {
    slack.faults.plan({ kind: 'status', status: 503, times: 2 });
    await expect(post()).rejects.toThrow();
    await expect(post()).rejects.toThrow();
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  it('hangs, or drops the connection, without having posted', async () => {
    slack.faults.plan({ kind: 'hang' });
    await expect(post(200)).rejects.toThrow();
    slack.faults.plan({ kind: 'drop' });
    await expect(post()).rejects.toThrow();
    expect(slack.channel('ops').messages).toEqual([]);
  });

  it('drops the connection after the message was posted', async () => {
    slack.faults.plan({ method: 'chat.postMessage', kind: 'drop-after' });
    await expect(post()).rejects.toThrow();
    expect(slack.channel('ops').messages).toHaveLength(1);
  });

  it('fails a reconnect with the error it is given', async () => {
    slack.faults.plan({ method: 'apps.connections.open', kind: 'error', error: 'invalid_auth' });
    await expect(client(2000, slack.appToken).apps.connections.open({})).rejects.toMatchObject({
      data: { error: 'invalid_auth' },
    });
  });
});

describe('files', () => {
  it('are uploaded in three steps and shared in a thread', async () => {
    const root = slack.person('maya').says('#ops', 'x');
    await client().filesUploadV2({
      channel_id: slack.channel('ops').id,
      thread_ts: root.ts,
      file: Buffer.from('report'),
      filename: 'report.txt',
      initial_comment: 'all of it',
    });
    const [, shared] = slack.thread('ops', root);
    expect(shared).toMatchObject({
      text: 'all of it',
      subtype: 'file_share',
      files: [{ name: 'report.txt', size: 6 }],
    });
  });

  it('are downloaded with the bot token; without it there is a login page and status 200', async () => {
    const message = slack.person('maya').uploads('#ops', 'kubelet.log', 'panic\n', { snippet: true });
    const file = message.files?.[0];
    if (!file) throw new Error('no file');
    const get = (token: string) => fetch(file.url_private_download, { headers: { authorization: `Bearer ${token}` } });
    const good = await get(slack.botToken);
    expect([good.headers.get('content-type'), await good.text()]).toEqual(['text/plain', 'panic\n']);
    const bad = await get('xoxb-wrong');
    expect([bad.status, bad.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it('are what a long paste becomes', () => {
    const message = slack.person('maya').says('#ops', 'line\n'.repeat(3000));
    expect(message).toMatchObject({ subtype: 'file_share', text: '', files: [{ mode: 'snippet', size: 15_000 }] });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a Bolt app in HTTP mode', () => {
  it('hears signed events, commands and shortcuts, and answers through response_url', async () => {
    const port = await freePort();
    const http = await startSlack({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
    const receiver = new HTTPReceiver({ signingSecret: http.world.app.signingSecret, logLevel: LogLevel.ERROR });
    const app = new App({
      token: http.botToken,
      receiver,
      deferInitialization: true,
      logLevel: LogLevel.ERROR,
      clientOptions: { slackApiUrl: http.apiUrl },
    });
    await app.init();
    const heard: string[] = [];
    app.message(async ({ message }) => void heard.push(`message ${'text' in message ? message.text : ''}`));
    app.shortcut('diagnose', async ({ ack, respond }) => {
      await ack();
      await respond({ text: 'reading' });
    });
    app.command('/diagnose', async ({ ack, command }) => ack(`got ${command.text}`));
    app.event('app_home_opened', async ({ event }) => void heard.push(`home ${event.tab}`));
    await app.start(port);
    const maya = http.person('maya');
    const said = maya.says('#ops', 'x');
    maya.opensHome();
    expect(await maya.runs('/diagnose node-7', '#ops')).toMatchObject({
      acknowledged: true,
      body: { text: 'got node-7' },
    });
    expect(await maya.usesShortcut(said, 'diagnose')).toMatchObject({ acknowledged: true });
    await http.waitFor((s) => s.channel('ops').messages.find((m) => m.text === 'reading' && m.is_ephemeral));
    await expect.poll(() => heard.toSorted()).toEqual(['home home', 'message x']);
    await app.stop();
    await http.stop();
  });
});
