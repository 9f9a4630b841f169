import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOptions, openSlack } from '../../../handlers/slack/slack.js';

/** A Slack whose every thread goes on: each page names another. */
let endless: Server;
let pages = 0;
const slack = () => {
  const { port } = endless.address() as AddressInfo;
  const pacing = { nowMs: Date.now, sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return openSlack({ token: 'xoxb-1', botId: 'B1' }, clientOptions(`http://127.0.0.1:${port}/api/`), pacing, log);
};

beforeAll(async () => {
  endless = createServer((_request, response) => {
    pages += 1;
    const messages = [{ ts: `${pages}.0`, text: 'one of many' }];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, messages, response_metadata: { next_cursor: `after-${pages}` } }));
  });
  await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => endless.close(resolve)));
beforeEach(() => {
  pages = 0;
});

describe('a thread without an end', () => {
  const MOST = 25;

  it('is read so far and no further, and said not to be whole', async () => {
    const { messages, whole } = await slack().thread('C1', '1.0');
    expect([pages, messages.length, whole]).toEqual([MOST, MOST, false]);
  });

  it('is searched no further for an answer of ours', async () => {
    expect(await slack().findAnswer('C1', '1.0', 'event.1')).toBeNull();
    expect(pages).toBe(MOST);
  });

  it('is searched no further for the message somebody points at, or for answers to escalate', async () => {
    expect(await slack().reportAt('C1', '1.0', '0.5')).toBeUndefined();
    expect(await slack().answersIn('C1', '1.0')).toEqual([]);
    expect(pages).toBe(2 * MOST);
  });
});
