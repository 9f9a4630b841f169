import { describe, expect, it } from 'vitest';
import { bench } from './world.js';

describe('chat.postMessage', () => {
  const { world, ops, call } = bench();
  const id = (name: string) => world.workspace.channelNamed(name)?.id;

  it.each([
    ['no_text', { channel: ops.id }],
    ['no_text', { channel: ops.id, text: '' }],
    ['channel_not_found', { channel: 'C0NOWHERE', text: 'x' }],
    ['channel_not_found', { text: 'x' }],
    ['channel_not_found', { channel: id('kernel-team'), text: 'a private channel the bot is not in' }],
    ['not_in_channel', { channel: id('random'), text: 'x' }],
    ['thread_not_found', { channel: ops.id, text: 'x', thread_ts: '1.000001' }],
    ['invalid_metadata_format', { channel: ops.id, text: 'x', metadata: '{"event_type":3}' }],
    ['invalid_metadata_format', { channel: ops.id, text: 'x', metadata: 'no json' }],
    ['invalid_blocks_format', { channel: ops.id, text: 'x', blocks: 'no json' }],
    ['markdown_text_conflict', { channel: ops.id, text: 'x', markdown_text: 'y' }],
    ['msg_too_long', { channel: ops.id, markdown_text: 'x'.repeat(12_001) }],
  ])('refuses with %s: %j', (error, args) =>
    expect(call('chat.postMessage', args)).toMatchObject({ ok: false, error }),
  );

  it('refuses an archived channel', () => {
    const old = world.workspace.addChannel('old', 'public', [world.app.userId], { is_archived: true });
    expect(call('chat.postMessage', { channel: old.id, text: 'x' })).toMatchObject({ error: 'is_archived' });
    const { ts } = call('chat.postMessage', { channel: ops.id, text: 'x' });
    ops.is_archived = true;
    expect(call('chat.update', { channel: ops.id, ts, text: 'y' })).toMatchObject({ error: 'is_inactive' });
    ops.is_archived = false;
  });

  it('cuts a text at 40,000 characters and warns', () => {
    const said = call('chat.postMessage', { channel: ops.id, text: 'x'.repeat(40_001) });
    expect(said).toMatchObject({
      ok: true,
      warning: 'message_truncated',
      response_metadata: { warnings: ['message_truncated'] },
    });
    expect(ops.messages.at(-1)?.text).toHaveLength(40_000);
  });

  it('refuses to reply to a reply', () => {
    const root = call('chat.postMessage', { channel: ops.id, text: 'root' });
    const reply = call('chat.postMessage', { channel: ops.id, text: 'reply', thread_ts: root.ts });
    expect(call('chat.postMessage', { channel: ops.id, text: 'x', thread_ts: reply.ts })).toMatchObject({
      error: 'cannot_reply_to_message',
    });
  });

  it('writes to a person by user id', () => {
    const lin = world.workspace.userNamed('lin');
    const said = call('chat.postMessage', { channel: lin?.id, text: 'hello' });
    expect(world.workspace.channels.get(String(said.channel))?.kind).toBe('im');
  });
});

describe('chat.update and chat.delete', () => {
  const { ops, call, world } = bench();
  const own = call('chat.postMessage', { channel: ops.id, text: 'mine' });
  const theirs = {
    type: 'message' as const,
    ts: '1.000001',
    text: 'theirs',
    user: world.workspace.userNamed('maya')?.id,
  };
  ops.messages.push(theirs);

  it.each([
    ['chat.update', 'cant_update_message', { ts: theirs.ts, text: 'x' }],
    ['chat.update', 'message_not_found', { ts: '2.000002', text: 'x' }],
    ['chat.update', 'msg_too_long', { ts: own.ts, text: 'x'.repeat(4001) }],
    ['chat.update', 'no_text', { ts: own.ts }],
    ['chat.update', 'invalid_arguments', { text: 'x' }],
    ['chat.delete', 'cant_delete_message', { ts: theirs.ts }],
  ])('%s refuses with %s', (method, error, args) =>
    expect(call(method, { channel: ops.id, ...args })).toMatchObject({ ok: false, error }),
  );

  it('marks an edited message and drops the blocks that the edit leaves out', () => {
    const blocks = [{ type: 'divider' }];
    const { ts } = call('chat.postMessage', { channel: ops.id, text: 'x', blocks });
    call('chat.update', { channel: ops.id, ts, text: 'y' });
    const message = ops.messages.find((m) => m.ts === ts);
    expect(message).toMatchObject({ text: 'y', edited: { user: world.app.userId } });
    expect(message?.blocks).toBeUndefined();
  });
});

describe('an ephemeral message', () => {
  const { ops, call, world } = bench();

  it('is in no history and no thread', () => {
    const user = world.workspace.userNamed('maya')?.id;
    expect(call('chat.postEphemeral', { channel: ops.id, user, text: 'psst' })).toMatchObject({ ok: true });
    expect(call('conversations.history', { channel: ops.id })).toMatchObject({ messages: [] });
  });

  it('is refused for somebody who is not in the channel', () => {
    const user = world.workspace.userNamed('gast')?.id;
    expect(call('chat.postEphemeral', { channel: ops.id, user, text: 'psst' })).toMatchObject({
      error: 'user_not_in_channel',
    });
  });
});
