import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../playground/slack/refusal.js';
import { bench } from './world.js';

const modal = (more: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Diagnose' },
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'x' } }],
  ...more,
});

describe('a trigger', () => {
  it('opens one view within three seconds', () => {
    const { call, world, wait } = bench();
    const maya = world.workspace.userNamed('maya')?.id ?? '';
    const open = (trigger_id: string) => call('views.open', { trigger_id, view: modal() });
    const first = world.triggers.mint(maya);
    expect(open(first)).toMatchObject({ ok: true });
    expect(open(first)).toMatchObject({ error: 'exchanged_trigger_id' });
    const late = world.triggers.mint(maya);
    wait(3001);
    expect(open(late)).toMatchObject({ error: 'expired_trigger_id' });
    expect(open('made up')).toMatchObject({ error: 'invalid_trigger_id' });
  });
});

describe('a view', () => {
  const { call, world } = bench();
  const maya = world.workspace.userNamed('maya')?.id ?? '';
  const open = (view: object) => call('views.open', { trigger_id: world.triggers.mint(maya), view });

  it.each([
    ['a title of 25 characters', modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } })],
    ['no title', modal({ title: undefined })],
    ['private_metadata of 3,001', modal({ private_metadata: 'x'.repeat(3001) })],
    ['101 blocks', modal({ blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) })],
    [
      'an input without submit',
      modal({
        blocks: [{ type: 'input', label: { type: 'plain_text', text: 'x' }, element: { type: 'plain_text_input' } }],
      }),
    ],
    ['another type', { ...modal(), type: 'popup' }],
  ])('is invalid_arguments with %s', (_, view) => expect(open(view)).toMatchObject({ error: 'invalid_arguments' }));

  it('is view_too_large beyond 250 KB', () =>
    expect(open(modal({ private_metadata: 'x'.repeat(260_000) }))).toMatchObject({ error: 'view_too_large' }));

  it('is pushed at most three deep', () => {
    open(modal());
    const push = () => call('views.push', { trigger_id: world.triggers.mint(maya), view: modal() });
    expect([push().ok, push().ok, push().error]).toEqual([true, true, 'push_limit_reached']);
  });

  it('is updated by id, and only with a fresh hash when one is given', () => {
    const { view } = open(modal()) as { view: { id: string; hash: string } };
    expect(call('views.update', { view_id: view.id, hash: 'old', view: modal() })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(call('views.update', { view_id: view.id, view: modal() })).toMatchObject({
      ok: true,
      view: { id: view.id },
    });
    expect(call('views.update', { view_id: 'V0NONE', view: modal() })).toMatchObject({ error: 'not_found' });
  });
});

describe('a response URL', () => {
  const refusal = (work: () => void) => {
    try {
      work();
      return undefined;
    } catch (error) {
      return error instanceof Refusal ? [error.status, error.code] : error;
    }
  };

  it('works five times', () => {
    const { world, ops } = bench();
    const user = world.workspace.userNamed('maya');
    if (!user) throw new Error('no maya');
    const key = world.responseUrls.mint(ops, user).split('/')[3] ?? '';
    const use = () => refusal(() => world.responseUrls.respond(key, { text: 'x' }));
    expect([use(), use(), use(), use(), use(), use()]).toEqual([...Array(5), [404, 'used_url']]);
  });

  it('works for thirty minutes', () => {
    const { world, ops, wait } = bench();
    const user = world.workspace.userNamed('maya');
    if (!user) throw new Error('no maya');
    const key = world.responseUrls.mint(ops, user).split('/')[3] ?? '';
    wait(30 * 60_000 + 1);
    expect(refusal(() => world.responseUrls.respond(key, { text: 'x' }))).toEqual([404, 'expired_url']);
  });

  it('answers only the asker unless told otherwise', () => {
    const { world, ops } = bench();
    const user = world.workspace.userNamed('maya');
    if (!user) throw new Error('no maya');
    const key = world.responseUrls.mint(ops, user).split('/')[3] ?? '';
    world.responseUrls.respond(key, { text: 'psst' });
    world.responseUrls.respond(key, { text: 'all', response_type: 'in_channel' });
    expect(ops.messages).toMatchObject([{ text: 'psst', seen_by: user.id }, { text: 'all' }]);
    expect(ops.messages[1]).not.toHaveProperty('seen_by');
  });
});
