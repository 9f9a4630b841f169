import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import { collectJobId } from '../../src/jobs/ids.js';
import type { Running } from '../../src/jobs/workers.js';
import { collected } from '../../src/records/collected.js';
import { inventoryOf, type Stage, startStage, words } from './front/stage.js';

let stage: Stage;
let collector: Running | undefined;
afterEach(async () => {
  await collector?.close();
  await stage.stop();
});
const answer = (pattern: RegExp) =>
  stage.slack.waitFor(
    () => stage.slack.channel('ops').messages.find((m: Message) => m.metadata && pattern.test(words(m))),
    { what: `an answer like ${pattern}`, within: 25_000 },
  );

it('reads the logs of the time that the text speaks of, and asks about now alone when it looks again', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  const then = new Date(Date.now() - 5 * 3600_000);
  const scopes: (string | undefined)[] = [];
  collector = startCollectWorker({
    url: stage.redis.url,
    cluster: 'prod',
    freshMs: 0,
    onError: (error) => stage.log.warn({ err: error }, 'collector'),
    async collect(payload) {
      scopes.push(payload.scope);
      const { cluster, node, run, scope } = payload;
      const at = new Date().toISOString();
      const line = `${then.toISOString()} cgroup: fork rejected by pids controller in /kubepods/besteffort/pod1/abc`;
      const window = { from: new Date(+then - 1_200_000).toISOString(), to: new Date(+then + 1_200_000).toISOString() };
      const collection = { step: 'exec', complete: true, failed: [], at, ...(scope === undefined ? {} : { window }) };
      const facts = factsFromJson({ 'kernel.log': { value: [line], at } });
      const ref = collectJobId(payload, run);
      await stage.bot.records.collected.put(ref, collected.parse({ cluster, node, facts, collection }));
      return ref;
    },
  });
  const maya = stage.slack.person('maya');
  maya.mentions(
    'ops',
    `node-7: exec failed at ${then.toISOString().slice(11, 16)} UTC: read init-p: connection reset by peer`,
  );
  const first = await answer(/were read too, for the text speaks of then/);
  expect(words(first)).toMatch(/fork rejected by pids controller/);
  expect(scopes).toEqual([expect.stringMatching(/^window\/\d{12}z\/\d{12}z$/)]);
  await maya.presses(first, 'plegmatic.again.0');
  await stage.slack.waitFor(() => scopes.length === 2 || undefined, { what: 'a second look' });
  expect(scopes[1]).toBeUndefined();
});
