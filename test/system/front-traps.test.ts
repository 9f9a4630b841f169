import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBoltApp } from '../../handlers/road/bolt-app.js';
import { SocketReceiver } from '../../handlers/road/socket-receiver.js';
import { clientOptions } from '../../handlers/slack/slack.js';
import { startBot } from '../../handlers/start-bot.js';
import type { Message } from '../../playground/slack/model.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { PLEG } from './front/pleg.js';
import { botOptions, memoryLog, type Stage, startStage } from './front/stage.js';

// Vitest fails a file on any unhandled rejection: the traps that end the process need no assertion of their own.
describe('the running bot', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  });
  afterAll(() => stage.stop());

  const answered = async () => {
    const asked: Message = stage.slack.person('maya').says('ops', PLEG);
    return stage.slack.waitFor(() => stage.slack.thread('ops', asked).find((m) => m.metadata), { what: 'an answer' });
  };

  it('goes on after app_rate_limited, which has no inner event', async () => {
    stage.slack.appRateLimited();
    expect((await answered()).text).toMatch(/^Possible: /);
    expect(stage.log.lines.join('\n')).toContain('could not be read');
  });

  it('comes back after a reconnect that Slack refused', async () => {
    stage.slack.faults.plan({ kind: 'error', method: 'apps.connections.open', error: 'invalid_auth', times: 2 });
    stage.slack.sockets.drop();
    await stage.slack.connected();
    expect((await answered()).text).toMatch(/^Possible: /);
  });

  it('acknowledges what nothing is registered for', async () => {
    const message = stage.slack.person('maya').says('ops', 'hello');
    const outcome = await stage.slack.person('maya').usesShortcut(message, 'somebody_elses');
    expect(outcome.acknowledged).toBe(true);
  });

  it('ignores edits, other bots and its own messages', async () => {
    const edited = stage.slack.person('maya').says('ops', 'nothing to see');
    stage.slack.person('maya').edits(edited, PLEG);
    const alert = stage.slack.integration('Alertmanager', 'ops', { text: PLEG });
    await answered();
    for (const root of [edited, alert]) expect(stage.slack.thread('ops', root).filter((m) => m.metadata)).toEqual([]);
  });

  it('reads a long log without holding up the main thread', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const log = `${'Nov 22 03:00:00 n systemd[1]: Started session.\n'.repeat(40_000)}${PLEG}\n`;
    const asked = stage.slack.person('maya').uploads('ops', 'kubelet.log', log);
    await stage.slack.waitFor(() => stage.slack.thread('ops', asked).find((m) => m.metadata), { what: 'an answer' });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('the receiver', () => {
  let slack: Slack;
  const open: SocketReceiver[] = [];
  beforeEach(async () => {
    slack = await startSlack();
  });
  afterEach(async () => {
    for (const receiver of open.splice(0)) await receiver.stop();
    await slack.stop();
  });
  const receiver = (waits: number[]) => {
    const options = { appToken: slack.appToken, clientOptions: clientOptions(slack.apiUrl), log: memoryLog() };
    const made = new SocketReceiver({ ...options, sleep: async (ms) => void waits.push(ms) });
    open.push(made);
    return made;
  };

  it('reconnects at once when Slack recycles the socket', async () => {
    const waits: number[] = [];
    const made = receiver(waits);
    await made.start();
    const back = new Promise<void>((resolve) => {
      slack.sockets.onJoin = resolve;
    });
    slack.sockets.announce('refresh_requested');
    await back;
    expect(waits).toEqual([]);
  });

  it('waits as long as Slack says when it opens too many sockets', async () => {
    const waits: number[] = [];
    slack.faults.plan({ kind: 'ratelimited', method: 'apps.connections.open', retryAfter: 3 });
    await receiver(waits).start();
    expect(waits).toEqual([3000]);
  });

  it('rejects at start when the app token cannot work', async () => {
    slack.faults.plan({ kind: 'error', method: 'apps.connections.open', error: 'invalid_auth' });
    await expect(receiver([]).start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
  });
});

describe('settings', () => {
  it('keeps its own retries and timeout, and never sends headers of its own', async () => {
    const options = clientOptions('http://127.0.0.1:1/api');
    const self = { userId: 'U1', botId: 'B1', teamId: 'T1', url: 'https://t1.slack.com/' };
    openBoltApp({
      road: { kind: 'socket', appToken: 'xapp-1' },
      botToken: 'xoxb-1',
      self,
      clientOptions: options,
      log: memoryLog(),
    });
    expect(options).toMatchObject({
      retryConfig: { retries: 2 },
      timeout: 10_000,
      slackApiUrl: 'http://127.0.0.1:1/api/',
    });
    expect(options).not.toHaveProperty('headers');
  });

  it('runs on the undici that Node 20 can load', () => {
    const entry = createRequire(import.meta.url).resolve('undici/package.json');
    expect(JSON.parse(readFileSync(entry, 'utf8')).version).toMatch(/^7\./);
  });

  it('rejects at start when the bot token is wrong', async () => {
    const slack = await startSlack();
    const none = { pause: () => {}, resume: () => {}, end: async () => {}, start: async () => {} };
    const redis = { url: 'redis://127.0.0.1:1', ...none };
    const options = botOptions(slack, redis, memoryLog(), { botToken: 'xoxb-wrong' });
    await expect(startBot(options)).rejects.toThrow('Slack refuses SLACK_BOT_TOKEN: invalid_auth');
    await slack.stop();
  });
});
