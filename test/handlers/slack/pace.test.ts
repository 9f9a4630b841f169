import { expect, it } from 'vitest';
import { Pace } from '../../../handlers/slack/pace.js';

/** A clock that moves only when somebody sleeps. */
function clock() {
  let at = 0;
  return {
    nowMs: () => at,
    sleep: async (ms: number) => {
      await new Promise((resolve) => setImmediate(resolve));
      at += ms;
    },
  };
}
const limited = (retryAfter: number) => Object.assign(new Error('slow down'), { retryAfter });

it('sends one call a second and channel, pages ahead of first answers and those ahead of edits', async () => {
  const time = clock();
  const pace = new Pace(time);
  const sent: string[] = [];
  const send = (name: string) => async () => void sent.push(`${name}@${time.nowMs()}`);
  await Promise.all([
    pace.run('C1', send('edit 1')),
    pace.run('C1', send('edit 2')),
    pace.run('C1', send('answer'), 'answer'),
    pace.run('C1', send('page'), 'page'),
    pace.run('C2', send('other')),
  ]);
  expect(sent.filter((one) => !one.startsWith('other'))).toEqual([
    'edit 1@0',
    'page@1000',
    'answer@2000',
    'edit 2@3000',
  ]);
  expect(sent).toContain('other@0');
});

it('waits out Retry-After and sends the same call again, before those behind it', async () => {
  const time = clock();
  const pace = new Pace(time);
  const sent: string[] = [];
  let refused = false;
  await Promise.all([
    pace.run('C1', async () => {
      if (!refused) {
        refused = true;
        throw limited(30);
      }
      sent.push(`first@${time.nowMs()}`);
    }),
    pace.run('C1', async () => void sent.push(`second@${time.nowMs()}`)),
  ]);
  expect(sent).toEqual(['first@30000', 'second@31000']);
});

it('hands every other error to the caller and goes on', async () => {
  const pace = new Pace(clock());
  await expect(pace.run('C1', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(pace.run('C1', async () => 'yes')).resolves.toBe('yes');
});

it('knows whether a call would run at once', async () => {
  const time = clock();
  const pace = new Pace(time);
  expect(pace.idle('C1')).toBe(true);
  const running = pace.run('C1', async () => {});
  expect([pace.idle('C1'), pace.idle('C2')]).toEqual([false, true]);
  await running;
  expect(pace.idle('C1')).toBe(false);
  await time.sleep(1000);
  expect(pace.idle('C1')).toBe(true);
});

it('waits in all channels for a limit that is shared, and in none of another pace', async () => {
  const time = clock();
  const edits = new Pace({ ...time, shared: true });
  const posts = new Pace(time);
  const sent: string[] = [];
  let refused = false;
  const limitedOnce = async () => {
    if (refused) return void sent.push(`C1@${time.nowMs()}`);
    refused = true;
    throw limited(30);
  };
  const first = edits.run('C1', limitedOnce);
  await new Promise((resolve) => setImmediate(resolve));
  expect([edits.idle('C2'), posts.idle('C2')]).toEqual([false, true]);
  await Promise.all([first, edits.run('C2', async () => void sent.push(`C2@${time.nowMs()}`))]);
  // This clock adds up what two sleep side by side.
  expect(sent).toHaveLength(2);
  expect(sent.every((one) => Number(one.split('@')[1]) >= 30_000)).toBe(true);
});
