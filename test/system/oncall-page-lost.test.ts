import { afterAll, beforeAll, expect, it } from 'vitest';
import { tier } from '../oncall/made.js';
import { inventoryOf, startCollector } from './front/stage.js';
import { type OnCall, PLEG, STUCK, startOnCall } from './oncall/stage.js';

let stage: OnCall;
beforeAll(async () => {
  stage = await startOnCall((id) => ({ tiers: [tier({ users: [id('maya')], pagerduty: true })] }));
  await stage.bot.records.inventory.publish(inventoryOf('node-1'));
  const collector = startCollector(stage, STUCK);
  const { stop } = stage;
  stage.stop = async () => {
    await collector.close();
    await stop();
  };
});
afterAll(() => stage.stop());

it('a page that went out counts as told, though its answer was lost and somebody acknowledged before it could be asked for', async () => {
  const root = stage.slack.person('tomas').says('ops', `node=node-1 kubelet: ${PLEG}`);
  const answer = await stage.told(root, /Confirmed|Escalate/);
  stage.slack.faults.plan({ kind: 'drop-after', method: 'chat.postMessage', containing: 'please take a look' });
  stage.pagerduty.fail({ kind: 'drop-after', times: 1 });
  await stage.press('tomas', answer, 'plegmatic.case.escalate');
  await stage.told(root, /please take a look/);
  await stage.press('maya', answer, 'plegmatic.case.ack');
  await stage.until(answer, /Acknowledged/);
  const timeline = async () => {
    const { cases } = stage.bot.records;
    const [id = ''] = await cases.openIds();
    return (await cases.get(id))?.timeline ?? [];
  };
  const of = async (road: string) =>
    (await timeline()).filter((entry) => 'road' in entry && entry.road === road && /paged/.test(entry.kind));
  await expect
    .poll(() => of('slack'), { timeout: 20_000 })
    .toEqual([expect.objectContaining({ kind: 'paged', whom: `<@${stage.id('maya')}>` })]);
  await expect.poll(() => of('pagerduty'), { timeout: 20_000 }).toHaveLength(1);
  const [rung] = await of('pagerduty');
  // Told again with the same key before the acknowledgement, or given up after it: then it says that it cannot know.
  if (rung?.kind === 'not-paged') expect(rung.reason).toBe('no longer wanted; it may have gone out before');
  expect(stage.slack.thread('ops', root).filter((m) => /please take a look/.test(m.text))).toHaveLength(1);
  expect(stage.pagerduty.pages).toHaveLength(1);
});
