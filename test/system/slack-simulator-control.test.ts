import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { SlackOptions } from '../../playground/slack/options.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { sign } from '../../playground/slack/wire/request-url.js';

let slack: Slack;
let app: Server | undefined;
afterEach(async () => {
  await slack.stop();
  app?.close();
  app = undefined;
});

const control = async (lines: string) => {
  const answer = await fetch(slack.apiUrl.replace('/api/', '/control'), { method: 'POST', body: lines });
  return { status: answer.status, said: await answer.text() };
};
const call = (method: string, form: Record<string, string> = {}, token = slack.botToken) =>
  fetch(`${slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  });

interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A bot over HTTP that answers as told, and the workspace that delivers to it. */
async function startHttp(
  answer: (response: ServerResponse, heard: Heard, count: number) => void,
  options: SlackOptions = {},
): Promise<Heard[]> {
  const heard: Heard[] = [];
  app = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    answer(response, heard.at(-1) as Heard, heard.length);
  });
  await new Promise<void>((ready) => app?.listen(0, '127.0.0.1', ready));
  const requestUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/slack/events`;
  // Redelivery after 0, 60 and 300 ms; three seconds stay a second.
  slack = await startSlack({ requestUrl, timeScale: 0.001, ...options });
  slack.delivery.acknowledgeWithin = 1000;
  return heard;
}

it('is steered from outside, a command a line', async () => {
  slack = await startSlack();
  expect((await control('maya #ops hello\nbot leave #ops\n')).status).toBe(200);
  expect(slack.channel('ops').messages[0]?.text).toBe('hello');
  const channel = slack.channel('ops').id;
  expect(await (await call('chat.postMessage', { channel, text: 'x' })).json()).toMatchObject({
    error: 'not_in_channel',
  });
  await control('bot join #ops\nscope remove chat:write');
  expect(await (await call('chat.postMessage', { channel, text: 'x' })).json()).toMatchObject({
    error: 'missing_scope',
    needed: 'chat:write',
  });
  await control('scope add chat:write\nfault ratelimited chat.postMessage 7 x2\nfault status response_url 500');
  const limited = await call('chat.postMessage', { channel, text: 'x' });
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await call('auth.test')).status).toBe(200);
  await control('fault clear');
  expect(await (await call('chat.postMessage', { channel, text: 'x' })).json()).toMatchObject({ ok: true });
});

it('says what it cannot do, and stops there', async () => {
  slack = await startSlack();
  expect(await control('fault melt\nmaya #ops never said')).toEqual({
    status: 400,
    said: expect.stringContaining('no fault "melt"'),
  });
  expect((await control('nobody #ops x')).said).toContain('no person named nobody');
  expect((await control('fault duplicate 2')).said).toContain('is no chance');
  expect(slack.channel('ops').messages).toEqual([]);
});

it('tells which scopes a token has with every answer', async () => {
  slack = await startSlack({ app: { scopes: ['chat:write', 'commands'] } });
  expect((await call('auth.test')).headers.get('x-oauth-scopes')).toBe('chat:write,commands');
});

it('lets a socket address be used once', async () => {
  slack = await startSlack();
  const { url } = (await (await call('apps.connections.open', {}, slack.appToken)).json()) as { url: string };
  const open = (to: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(to);
      socket.once('message', () => resolve('hello'));
      socket.once('error', (error) => resolve(error.message));
    });
  expect([await open(url), await open(url)]).toEqual(['hello', 'Unexpected server response: 401']);
});

it('signs every request, and verifies a request URL with a challenge', async () => {
  const heard = await startHttp((response, { body }) => response.end(JSON.parse(body).challenge));
  expect(await slack.verifiesUrl()).toBe(true);
  const { headers, body } = heard[0] as Heard;
  const { signingSecret } = slack.world.app;
  expect(headers['x-slack-signature']).toBe(sign(signingSecret, String(headers['x-slack-request-timestamp']), body));
});

it('delivers an event again with number and reason, until it is acknowledged', async () => {
  const heard = await startHttp((response, _, count) => response.writeHead(count < 3 ? 500 : 200).end());
  slack.person('maya').says('#ops', 'x');
  await expect.poll(() => heard.length).toBe(3);
  const shown = heard.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);
  expect(shown).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
  expect(new Set(heard.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
});

it('does not deliver again when the answer says x-slack-no-retry', async () => {
  const heard = await startHttp((response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
  slack.person('maya').says('#ops', 'x');
  slack.person('maya').says('#ops', 'y');
  await expect.poll(() => heard.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(heard).toHaveLength(2);
});

it('gives up on an answer that takes longer than three seconds, and after two redirects', async () => {
  const heard = await startHttp((response, { body }) => {
    if (body.includes('slow')) return;
    response.writeHead(302, { location: '/slack/events' }).end();
  });
  slack.delivery.acknowledgeWithin = 100;
  expect(await slack.person('maya').runs('/diagnose slow', '#ops')).toEqual({
    acknowledged: false,
    reason: 'http_timeout',
  });
  slack.delivery.acknowledgeWithin = 1000;
  expect(await slack.person('maya').runs('/diagnose', '#ops')).toEqual({
    acknowledged: false,
    reason: 'too_many_redirects',
  });
  expect(heard).toHaveLength(4);
});

it('shows nothing that Slack could not show', async () => {
  const options = Array.from({ length: 101 }, (_, n) => ({
    text: { type: 'plain_text', text: `${n}` },
    value: `${n}`,
  }));
  const answers = [
    { options },
    { response_action: 'errors', errors: { nowhere: 'no such block' } },
    { blocks: [{ type: 'nonsense' }] },
  ];
  await startHttp((response, _, count) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers[count - 1]));
  });
  const maya = slack.person('maya');
  const trigger_id = slack.world.triggers.mint(maya.user.id);
  const text = { type: 'plain_text', text: 'Node' };
  const element = { type: 'external_select', action_id: 'node', min_query_length: 0 };
  const blocks = [{ type: 'input', block_id: 'node', optional: true, label: text, element }];
  await call('views.open', { trigger_id, view: JSON.stringify({ type: 'modal', title: text, submit: text, blocks }) });
  const view = maya.modal;
  if (!view) throw new Error('no modal');
  const failed = { acknowledged: false, reason: 'invalid_response' };
  expect(await maya.types(view, 'node', 'x')).toEqual(failed);
  expect(await maya.submits(view, {})).toEqual(failed);
  expect(await maya.runs('/diagnose x', '#ops')).toEqual(failed);
});
