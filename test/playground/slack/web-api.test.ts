import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../playground/slack/web-api.js';
import { bench } from './world.js';

describe('a Web API call', () => {
  const { call, world, ops } = bench({ app: { scopes: ['chat:write', 'channels:history'] } });

  it.each([
    ['unknown_method', 'chat.scheduleMessage', 'xoxb-playground'],
    ['not_authed', 'auth.test', ''],
    ['invalid_auth', 'auth.test', 'xoxb-stolen'],
    ['not_allowed_token_type', 'auth.test', 'xapp-playground'],
    ['not_allowed_token_type', 'apps.connections.open', 'xoxb-playground'],
  ])('is refused with %s: %s with token "%s"', (error, method, token) =>
    expect(call(method, {}, token)).toMatchObject({ ok: false, error }),
  );

  it('says which scope is missing and which are there', () => {
    expect(call('users.info', { user: 'U1' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:history',
    });
  });

  it('asks for the history scope of the kind of the channel', () => {
    const im = world.workspace.im(world.app.userId, world.workspace.userNamed('maya')?.id ?? '');
    expect(call('conversations.history', { channel: ops.id })).toMatchObject({ ok: true });
    expect(call('conversations.history', { channel: im.id })).toMatchObject({ needed: 'im:history' });
  });

  it('exists for every method the bot of this house uses', () => {
    const wanted =
      'auth.test apps.connections.open chat.postMessage chat.update chat.delete chat.postEphemeral chat.getPermalink ' +
      'conversations.replies conversations.history conversations.info conversations.members conversations.open conversations.join ' +
      'conversations.list users.info users.list usergroups.list usergroups.users.list files.getUploadURLExternal ' +
      'files.completeUploadExternal files.info views.open views.update views.publish views.push reactions.add team.info bots.info ' +
      'assistant.threads.setStatus';
    expect(wanted.split(' ').filter((method) => !METHODS.has(method))).toEqual([]);
  });
});

describe('rate limits', () => {
  it('let a burst of posts through, then one a second and channel, with 429 and Retry-After', () => {
    const { call, ops, wait, world } = bench({ rateLimits: true });
    const post = (channel = ops.id) => call('chat.postMessage', { channel, text: 'x' });
    for (let n = 0; n < 5; n++) expect(post().ok).toBe(true);
    expect(post()).toMatchObject({ error: 'ratelimited', status: 429, headers: { 'retry-after': '1' } });
    expect(post(world.workspace.channelNamed('incidents')?.id).ok).toBe(true);
    wait(1000);
    expect(post().ok).toBe(true);
    expect(post().error).toBe('ratelimited');
  });

  it('hold each method to its tier', () => {
    const { call, wait } = bench({ rateLimits: true });
    for (let n = 0; n < 20; n++) expect(call('users.list').ok).toBe(true);
    expect(call('users.list')).toMatchObject({ error: 'ratelimited', headers: { 'retry-after': '3' } });
    expect(call('usergroups.list').ok).toBe(true);
    wait(3000);
    expect(call('users.list').ok).toBe(true);
  });

  it('can be switched off', () => {
    const { call, ops } = bench({ rateLimits: false });
    const answers = Array.from({ length: 200 }, () => call('chat.postMessage', { channel: ops.id, text: 'x' }).ok);
    expect(answers).not.toContain(false);
  });
});

describe('reading a workspace', () => {
  const { call, ops, world } = bench();
  const root = call('chat.postMessage', {
    channel: ops.id,
    text: 'root',
    metadata: '{"event_type":"e","event_payload":{"n":1}}',
  });
  for (let n = 0; n < 5; n++) call('chat.postMessage', { channel: ops.id, text: `reply ${n}`, thread_ts: root.ts });

  it('pages through a thread with a cursor', () => {
    const texts: unknown[] = [];
    let cursor = '';
    do {
      const page = call('conversations.replies', { channel: ops.id, ts: root.ts, limit: '4', cursor });
      texts.push(...(page.messages as { text: string }[]).map((m) => m.text));
      cursor = (page.response_metadata as { next_cursor: string }).next_cursor;
    } while (cursor);
    expect(texts).toEqual(['root', 'reply 0', 'reply 1', 'reply 2', 'reply 3', 'reply 4']);
  });

  it('shows metadata only to those who ask for all', () => {
    const read = (more: object) => call('conversations.replies', { channel: ops.id, ts: root.ts, ...more }).messages;
    expect(read({})).not.toMatchObject([{ metadata: {} }, {}, {}, {}, {}, {}]);
    expect(read({ include_all_metadata: 'true' })).toMatchObject([
      { metadata: { event_type: 'e' } },
      {},
      {},
      {},
      {},
      {},
    ]);
  });

  it('leaves replies out of the history', () =>
    expect(call('conversations.history', { channel: ops.id })).toMatchObject({
      messages: [{ text: 'root', reply_count: 5 }],
    }));

  it.each([
    ['thread_not_found', 'conversations.replies', { channel: ops.id, ts: '1.1' }],
    ['invalid_cursor', 'conversations.replies', { channel: ops.id, ts: root.ts, cursor: 'x' }],
    ['invalid_limit', 'conversations.replies', { channel: ops.id, ts: root.ts, limit: '1001' }],
    ['not_in_channel', 'conversations.history', { channel: world.workspace.channelNamed('random')?.id }],
    ['user_not_found', 'users.info', { user: 'U0NOBODY' }],
    ['file_not_found', 'files.info', { file: 'F0NONE' }],
    ['bot_not_found', 'bots.info', { bot: 'B0NONE' }],
    ['no_such_subteam', 'usergroups.users.list', { usergroup: 'S0NONE' }],
    ['file_not_found', 'files.completeUploadExternal', { files: '[{"id":"F0NONE"}]' }],
    ['invalid_arguments', 'files.getUploadURLExternal', { filename: 'a.txt' }],
    ['message_not_found', 'reactions.add', { channel: ops.id, timestamp: '1.1', name: 'eyes' }],
  ])('refuses with %s: %s', (error, method, args) => expect(call(method, args)).toMatchObject({ ok: false, error }));

  it('tells the locale only when asked, and who is a guest', () => {
    const user = world.workspace.userNamed('lin')?.id;
    expect(call('users.info', { user }).user).not.toHaveProperty('locale');
    expect(call('users.info', { user, include_locale: 'true' }).user).toMatchObject({
      locale: 'zh-CN',
      is_restricted: false,
    });
    expect(call('users.info', { user: world.workspace.userNamed('gast')?.id }).user).toMatchObject({
      is_restricted: true,
    });
  });
});

describe('usergroups.list', () => {
  const { call, world } = bench({ usergroups: [{ handle: 'sre', members: ['maya', 'lin'] }] });
  const group = (args: object) => (call('usergroups.list', { ...args }).usergroups as Record<string, unknown>[])[0];

  it('names members and their number only when asked', () => {
    expect(group({})).not.toHaveProperty('users');
    expect(group({ include_users: 'true' })?.users).toHaveLength(2);
    expect(group({ include_count: '1' })).toMatchObject({
      handle: 'sre',
      user_count: 2,
      team_id: world.workspace.team.id,
    });
  });
});

describe('a fault that picks calls by what they contain', () => {
  it('leaves the others alone', () => {
    const { world } = bench();
    world.faults.plan({ kind: 'error', error: 'invalid_blocks', method: 'chat.update', containing: '"type":"table"' });
    expect(world.faults.hit('chat.update', { blocks: '[{"type":"section"}]' })).toBeUndefined();
    expect(world.faults.hit('chat.postMessage', { blocks: '[{"type":"table"}]' })).toBeUndefined();
    expect(world.faults.hit('chat.update', { blocks: '[{"type":"table"}]' })).toMatchObject({
      error: 'invalid_blocks',
    });
    expect(world.faults.hit('chat.update', { blocks: '[{"type":"table"}]' })).toBeUndefined();
  });
});
