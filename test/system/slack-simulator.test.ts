import { App, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../playground/slack/start.js';

let slack: Slack;
let app: App;

beforeEach(async () => {
  slack = await startSlack();
  app = new App({
    token: slack.botToken,
    appToken: slack.appToken,
    socketMode: true,
    deferInitialization: true,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, timeout: 5000 },
  });
  await app.init();
});

afterEach(async () => {
  await app.stop();
  await slack.stop();
});

describe('a real Bolt app connected to the simulator', () => {
  it('hears a message in a channel it is in, escaped and linked as Slack sends it', async () => {
    const heard = new Promise<unknown>((resolve) => app.message(async ({ message }) => resolve(message)));
    await app.start();
    slack.person('maya').says('#ops', 'see http://x.y/z & <runc> @lin `a "b"`');
    const lin = slack.person('lin').user.id;
    await expect(heard).resolves.toMatchObject({
      text: `see <http://x.y/z> &amp; &lt;runc&gt; <@${lin}> \`a "b"\``,
      channel: slack.channel('ops').id,
      channel_type: 'channel',
    });
  });

  it('answers in the thread, edits its answer, and reads the thread back', async () => {
    app.message(async ({ message, client }) => {
      if (message.subtype !== undefined) return;
      const at = { channel: message.channel, thread_ts: message.ts };
      const { ts } = await client.chat.postMessage({ ...at, text: 'queued' });
      await client.chat.update({ channel: at.channel, ts: String(ts), text: 'done' });
      const { messages } = await client.conversations.replies({ channel: at.channel, ts: message.ts });
      await client.chat.postMessage({ ...at, text: `read ${messages?.length}` });
    });
    await app.start();
    const root = slack.person('maya').says('#ops', 'runc: exit status 2');
    await slack.waitFor((s) => s.thread('ops', root).find((m) => m.text === 'read 2'));
    expect(slack.thread('ops', root).map((m) => m.text)).toEqual(['runc: exit status 2', 'done', 'read 2']);
  });

  it('gets a mention both as app_mention and as message', async () => {
    const seen: string[] = [];
    app.event('app_mention', async () => void seen.push('app_mention'));
    app.event('message', async () => void seen.push('message'));
    await app.start();
    slack.person('maya').mentions('#ops', 'what is this');
    await expect.poll(() => seen.toSorted()).toEqual(['app_mention', 'message']);
  });

  it('answers a command in its acknowledgement, seen by the asker alone', async () => {
    app.command('/diagnose', async ({ ack, command }) =>
      ack({ response_type: 'ephemeral', text: `reading ${command.text}` }),
    );
    await app.start();
    const outcome = await slack.person('maya').runs('/diagnose node-7', '#ops');
    expect(outcome).toMatchObject({ acknowledged: true });
    expect(slack.channel('ops').messages.at(-1)).toMatchObject({
      text: 'reading node-7',
      is_ephemeral: true,
      seen_by: slack.person('maya').user.id,
    });
  });

  it('opens a modal from a button, takes its submission, and offers type-ahead', async () => {
    const said: unknown[] = [];
    app.action('open', async ({ ack, client, body }) => {
      await ack();
      if (!('trigger_id' in body)) return;
      await client.views.open({
        trigger_id: body.trigger_id,
        view: {
          type: 'modal',
          callback_id: 'diagnose',
          title: { type: 'plain_text', text: 'Diagnose' },
          submit: { type: 'plain_text', text: 'Go' },
          blocks: [
            {
              type: 'input',
              block_id: 'node',
              label: { type: 'plain_text', text: 'Node' },
              element: { type: 'external_select', action_id: 'node', min_query_length: 0 },
            },
          ],
        },
      });
    });
    app.options('node', async ({ ack, payload }) =>
      ack({ options: [{ text: { type: 'plain_text', text: `${payload.value}-7` }, value: 'node-7' }] }),
    );
    app.view('diagnose', async ({ ack, view }) => {
      await ack();
      said.push(view.state.values.node?.node?.selected_option?.value);
    });
    await app.start();
    const maya = slack.person('maya');
    await app.client.chat.postMessage({
      channel: slack.channel('ops').id,
      text: 'x',
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open' } }],
        },
      ],
    });
    const posted = slack.channel('ops').messages.at(-1);
    if (!posted) throw new Error('nothing was posted');
    await maya.presses(posted, 'open');
    const view = await slack.waitFor(() => maya.modal);
    expect(await maya.types(view, 'node', 'node')).toMatchObject({ body: { options: [{ value: 'node-7' }] } });
    await expect(maya.submits(view, {})).rejects.toThrow('node is required');
    await maya.submits(view, { node: 'node-7' });
    expect(said).toEqual(['node-7']);
    expect(maya.modal).toBeUndefined();
  });
});

describe('a socket that ends', () => {
  it('is opened again by the client after a refresh', async () => {
    const heard: string[] = [];
    app.message(async ({ message }) => void heard.push('text' in message ? String(message.text) : ''));
    await app.start();
    slack.sockets.announce('refresh_requested');
    await expect.poll(() => slack.sockets.count, { timeout: 5000 }).toBe(0);
    await slack.connected();
    slack.person('maya').says('#ops', 'after the refresh');
    await expect.poll(() => heard).toEqual(['after the refresh']);
  }, 30_000);
});
