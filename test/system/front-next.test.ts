import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import { collectJobId } from '../../src/jobs/ids.js';
import type { CollectPayload } from '../../src/jobs/payloads.js';
import type { Running } from '../../src/jobs/workers.js';
import { collected } from '../../src/records/collected.js';
import { buttons, inventoryOf, type Stage, startStage, words } from './front/stage.js';

const EOF_RACE = 'Readiness probe for "c0" failed (failure): OCI runtime exec failed: exec failed: EOF: unknown';
const late = 'the node was too slow: the time for all probes was used up before this one';

let stage: Stage;
let collector: Running | undefined;
afterEach(async () => {
  await collector?.close();
  await stage.stop();
});
const answerIn = (pattern: RegExp) =>
  stage.slack.waitFor(
    () => stage.slack.channel('ops').messages.find((m: Message) => m.metadata && pattern.test(words(m))),
    { what: `an answer like ${pattern}` },
  );

/** Everything but runc's version, which a collection of its own then brings. */
function slowNode(seen: (string | undefined)[]): Running {
  return startCollectWorker({
    url: stage.redis.url,
    cluster: 'prod',
    freshMs: 0,
    onError: (error) => stage.log.warn({ err: error }, 'collector'),
    async collect(payload: CollectPayload) {
      seen.push(payload.scope);
      const at = new Date().toISOString();
      const alone = payload.scope === 'probe/version.runc';
      const facts = alone
        ? { 'runc.version': { value: '1.0.0-rc10', source: '/usr/bin/runc --version', at } }
        : {
            'runc.version': { value: null, unknown: late, at },
            'runc.states': { value: [{ container: 'a', bytes: 10, valid: true }], source: 'stat', at },
          };
      const failed = alone ? [] : [{ probe: 'version.runc', reason: late }];
      const collection = { step: 'exec', complete: failed.length === 0, failed, at };
      const ref = collectJobId(payload, payload.run);
      const { cluster, node } = payload;
      await stage.bot.records.collected.put(
        ref,
        collected.parse({ cluster, node, facts: factsFromJson(facts), collection }),
      );
      return ref;
    },
  });
}

it('offers the check that decides next as a button, runs that one probe and answers anew in place; pressed again, it runs nothing', async () => {
  stage = await startStage();
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  const seen: (string | undefined)[] = [];
  collector = slowNode(seen);
  const maya = stage.slack.person('maya');
  maya.mentions('ops', `node-7: ${EOF_RACE}`);
  const first = await answerIn(/plegmatic\.next/);
  expect(first.text).toMatch(/^Possible: /);
  expect(words(first)).toContain('Run version.runc on node-7');
  expect(words(first)).toMatch(/runc-state-json-eof-race: confirmed if runc-affected holds, ruled out if not/);

  const stale = structuredClone(first);
  await maya.presses(first, 'plegmatic.next');
  const then = await answerIn(/^Confirmed: /);
  expect(then.ts).toBe(first.ts);
  expect(seen).toEqual([undefined, 'probe/version.runc']);
  expect(buttons(then)).not.toContain('plegmatic.next');
  expect(words(then)).not.toContain('too slow');

  await maya.presses(stale, 'plegmatic.next');
  await stage.slack.waitFor(
    () => stage.slack.channel('ops').messages.find((one) => one.is_ephemeral && /answered already/.test(one.text)),
    { what: 'a refusal' },
  );
  expect(seen).toHaveLength(2);
});
