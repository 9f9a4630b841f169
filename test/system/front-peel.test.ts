import { afterEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import { collectJobId } from '../../src/jobs/ids.js';
import type { CollectPayload } from '../../src/jobs/payloads.js';
import type { Running } from '../../src/jobs/workers.js';
import { collected } from '../../src/records/collected.js';
import { buttons, inventoryOf, type Stage, startStage, words } from './front/stage.js';

const PASTE =
  'node-7: OCI runtime exec failed: exec failed: unable to start container process: read init-p: connection reset by peer: unknown';
const ID = '3'.repeat(64);
const SAID = 'runtime/cgo: pthread_create failed: Resource temporarily unavailable';

let stage: Stage;
let collector: Running | undefined;
afterEach(async () => {
  await collector?.close();
  await stage.stop();
});
const inOps = (what: string, test: (message: Message) => unknown) =>
  stage.slack.waitFor(() => stage.slack.channel('ops').messages.find(test), { what });
const answer = (pattern: RegExp) =>
  inOps(`an answer like ${pattern}`, (one) => one.metadata && pattern.test(words(one)));
const whisper = (pattern: RegExp) =>
  inOps(`a word like ${pattern}`, (one) => one.is_ephemeral && pattern.test(one.text));

/** A node with one container, whose runc fails by hand. */
function node(runc: string, seen: (string | undefined)[], more: readonly object[]): Running {
  return startCollectWorker({
    url: stage.redis.url,
    cluster: 'prod',
    freshMs: 0,
    onError: (error) => stage.log.warn({ err: error }, 'collector'),
    async collect(payload: CollectPayload) {
      seen.push(payload.scope);
      const at = new Date().toISOString();
      const row = { pod: 'apps/web', name: 'app', container: ID, ready: true, waiting_reason: null };
      const layer = (name: string, answered: string, said = '') => ({ layer: name, answer: answered, words: said });
      const facts = payload.scope?.startsWith('peel/')
        ? {
            peel: {
              value: [layer('kubelet', 'fails', 'reset by peer'), layer('runc', 'fails', SAID)],
              source: 'exec of true in apps/web/app',
              at,
            },
          }
        : {
            pods: { value: [row, ...more], at },
            'runc.version': { value: runc, at },
            'containerd.version': { value: '1.6.20', at },
          };
      const ref = collectJobId(payload, payload.run);
      const { cluster, node: name } = payload;
      const collection = { step: 'exec', complete: true, failed: [], at };
      await stage.bot.records.collected.put(
        ref,
        collected.parse({ cluster, node: name, facts: factsFromJson(facts), collection }),
      );
      return ref;
    },
  });
}

async function start(runc: string, grants: object[], more: readonly object[] = []) {
  stage = await startStage({ rights: { grants, unaskedChannels: [], botChannels: [] } });
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
  const seen: (string | undefined)[] = [];
  collector = node(runc, seen, more);
  const maya = stage.slack.person('maya');
  maya.mentions('ops', PASTE);
  return { maya, seen };
}

it('peels the layers after a dialog that says whom it can hurt, and shows each layer’s own words', async () => {
  const { maya, seen } = await start('1.1.5', [{ actions: ['collect', 'peel'] }]);
  const first = await answer(/plegmatic\.peel/);
  await maya.presses(first, 'plegmatic.peel');
  const form = await stage.slack.waitFor(() => maya.modal, { what: 'a dialog' });
  expect(JSON.stringify(form)).toMatch(/It can hurt that container/);
  await maya.submits(form, { id: ID });
  await whisper(/Peeling the layers of apps\/web\/app on node-7/);
  const then = await answer(/lowest layer that does not work is runc/);
  expect(then.ts).toBe(first.ts);
  expect(words(then)).toContain(`:x: runc fails: \`${SAID}\``);
  expect(seen).toEqual([undefined, `peel/${ID}`]);
});

it('starts nothing where an exec could set off a known failure, and says which', async () => {
  const { maya, seen } = await start('1.0.0-rc93', [{ actions: ['collect', 'peel'] }]);
  await maya.presses(await answer(/plegmatic\.peel/), 'plegmatic.peel');
  await whisper(/I peel no layers on node-7: an exec could set off "runc init hangs/);
  expect(maya.modal).toBeUndefined();
  expect(seen).toEqual([undefined]);
});

it('is not offered where nobody has been given the right', async () => {
  await start('1.1.5', [{}]);
  expect(buttons(await answer(/plegmatic\.again/))).not.toContain('plegmatic.peel');
});

it('offers every container of a node that has hundreds', async () => {
  const other = (index: number) => ({
    ...{ pod: `batch/job-${index}`, name: 'app', ready: true, waiting_reason: null },
    container: index.toString(16).padStart(64, '0'),
  });
  const { maya, seen } = await start(
    '1.1.5',
    [{ actions: ['collect', 'peel'] }],
    Array.from({ length: 250 }, (_, n) => other(n)),
  );
  await maya.presses(await answer(/plegmatic\.peel/), 'plegmatic.peel');
  const form = await stage.slack.waitFor(() => maya.modal, { what: 'a dialog' });
  expect(JSON.stringify(form).match(/"value":"[0-9a-f]{64}"/g)).toHaveLength(251);
  await maya.submits(form, { id: other(249).container });
  await whisper(/Peeling the layers of batch\/job-249\/app/);
  await stage.slack.waitFor(() => seen.length > 1, { what: 'the peel' });
  expect(seen[1]).toBe(`peel/${other(249).container}`);
});
