import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { BOUNDARY, fixture } from '../facts/captured.js';
import { inventoryOf, type Stage, startStage, words } from './front/stage.js';

let stage: Stage;
afterEach(() => stage.stop());

const whole = (root: Message) =>
  stage.slack.waitFor(
    () =>
      stage.slack.thread('ops', root.ts, '*').find((m: Message) => m.metadata && /Read from what was/.test(words(m))),
    { what: 'an answer from what was pasted' },
  );

it('reads the output of the bundle that somebody uploads in the thread, for the node it came from', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'node-8'));
  const output = fixture('node-1/pids-limit.txt')
    .toString()
    .replaceAll(BOUNDARY, 'c0ffee00c0ffee00c0ffee00c0ffee00')
    .replace(/^(\d+\.\d+ \d+\.\d+)$/m, '$1\n@ host node-7');
  const maya = stage.slack.person('maya');
  const root = maya.says('ops', 'node-7 does not let anybody in');
  maya.uploads('ops', 'plegmatic-node-7.txt', output, { comment: '@Plegmatic here is what it printed', thread: root });
  const answer = words(await whole(root));
  expect(answer).toContain('A container at its pids limit refuses new threads');
  expect(answer).toContain('node-7');
  expect(answer).not.toContain('Tell me the node');
});
