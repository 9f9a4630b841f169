import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { PLEG, RC93 } from './front/pleg.js';
import { buttons, inventoryOf, type Stage, startCollector, startStage, words } from './front/stage.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(async () => {
  await stage.bot.records.inventory.publish(inventoryOf('node-7', 'node-8', 'node-9'));
});

/** The bot's messages under a root, oldest first. */
const said = (where: string, root: Message) =>
  stage.slack.thread(where, root).filter((m) => m.bot_id !== undefined && m !== root);
const answerTo = (where: string, root: Message, pattern = /./) =>
  stage.slack.waitFor(() => said(where, root).find((m) => pattern.test(words(m))), {
    what: `an answer like ${pattern}`,
  });

it('answers a pasted error in its thread, without collecting', async () => {
  const asked = stage.slack.person('maya').says('ops', PLEG);
  const answer = await answerTo('ops', asked);
  expect(answer.text).toMatch(/^Possible: /);
  expect(words(answer)).toContain('was last seen active 3m12.5s ago');
  expect(said('ops', asked)).toHaveLength(1);
});

it('stays silent where nothing is recognised', async () => {
  const chat = stage.slack.person('maya').says('ops', 'the kubelet talk was great, shall we upgrade containerd?');
  const asked = stage.slack.person('maya').says('ops', PLEG);
  await answerTo('ops', asked);
  expect(said('ops', chat)).toEqual([]);
});

it('offers a button where it may not collect by itself, and collects when it is pressed', async () => {
  const collector = startCollector(stage, RC93);
  const asked = stage.slack.person('maya').says('ops', `Nov 22 03:12:05 node-7 kubelet[912]: ${PLEG}`);
  const answer = await answerTo('ops', asked);
  expect(buttons(answer)).toContain('plegmatic.collect.0');
  expect(words(answer)).toContain('Collect from node-7');
  await stage.slack.person('tomas').presses(answer, 'plegmatic.collect.0');
  expect((await answerTo('ops', asked, /Confirmed/)).ts).toBe(answer.ts);
  await collector.close();
});

it('offers the node of the alert on top to a line that is pasted under it', async () => {
  const alert = stage.slack.integration('Alertmanager', 'ops', { text: 'FIRING: NodeNotReady node=node-9' });
  stage.slack.person('maya').says('ops', PLEG, { thread: alert });
  const answer = await answerTo('ops', alert, /Possible/);
  expect(words(answer)).toContain('Collect from node-9');
});

it('answers /diagnose NODE with one message that becomes the full answer', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const collector = startCollector(stage, RC93, gate);
  const outcome = await stage.slack.person('maya').runs('/diagnose node-8', 'ops');
  expect(outcome.acknowledged).toBe(true);
  const channel = stage.slack.channel('ops');
  const root = await stage.slack.waitFor(
    () => channel.messages.find((m) => m.metadata !== undefined && words(m).includes('node-8')),
    {
      what: 'a first answer',
    },
  );
  expect(words(root)).toMatch(/node-8.*(queued|collecting)/);
  open();
  await stage.slack.waitFor(
    () => (/^Confirmed: .* on node-8/.test(stage.slack.message('ops', root.ts)?.text ?? '') ? true : undefined),
    { what: 'the full answer' },
  );
  const full = stage.slack.message('ops', root.ts);
  const text = words(full ?? root);
  expect(text).toContain('[init]');
  expect(text).toContain('runc.version = `1.0.0-rc93` (runc --version');
  expect(text).toContain('sysctl -w fs.pipe-user-pages-soft');
  await stage.slack.waitFor(() => stage.slack.thread('ops', root).find((m) => (m.files ?? []).length > 0), {
    what: 'the full report',
  });
  await collector.close();
});

it('reads the whole escalation thread when it is mentioned, root attachments included', async () => {
  const root = stage.slack.integration('Alertmanager', 'incidents', {
    text: '[FIRING:1] KubeNodeNotReady',
    attachments: [{ title: 'node-9 is not ready', text: PLEG, fields: [{ title: 'node', value: 'node-9' }] }],
  });
  stage.slack.person('tomas').says('incidents', 'docker ps works', { thread: root });
  stage.slack.person('maya').mentions('incidents', 'what is this?', { thread: root });
  const answer = await answerTo('incidents', root);
  expect(words(answer)).toContain('was last seen active 3m12.5s ago');
  expect(words(answer)).toContain('node-9');
});

it('says plainly what it does not know, when asked', async () => {
  const asked = stage.slack.person('maya').mentions('ops', 'why is the coffee cold?');
  expect((await answerTo('ops', asked)).text).toBe('Not known');
});

it('names near names for a node it does not know', async () => {
  await stage.slack.person('maya').runs('/diagnose nod-8', 'ops');
  const channel = stage.slack.channel('ops');
  const answer = await stage.slack.waitFor(
    () => channel.messages.find((m) => words(m).includes('I know no node or pod nod-8')),
    { what: 'a sentence' },
  );
  expect(words(answer)).toContain('Did you mean node-8?');
});

it('answers a direct message', async () => {
  stage.slack.person('lin').tells(PLEG);
  const im = stage.slack.im('lin');
  const answer = await stage.slack.waitFor(() => im.messages.find((m) => m.bot_id !== undefined), {
    what: 'an answer',
  });
  expect(answer.text).toMatch(/^可能: /);
});

it('reads a log file', async () => {
  const log = `${'Nov 22 03:00:00 n systemd[1]: Started session.\n'.repeat(2000)}Nov 22 03:12:05 n kubelet[1]: ${PLEG}\n`;
  const asked = stage.slack.person('maya').uploads('ops', 'kubelet.log', log);
  expect((await answerTo('ops', asked)).text).toMatch(/^Possible: /);
});

it('counts who says that it was right', async () => {
  const asked = stage.slack.person('maya').says('ops', PLEG);
  const answer = await answerTo('ops', asked);
  await stage.slack.person('maya').presses(answer, 'plegmatic.right');
  const totals = Object.values(await stage.bot.records.feedback.totals());
  expect(totals.reduce((sum, one) => sum + one.right, 0)).toBe(1);
});

it('answers by direct message where it is no member, and says so', async () => {
  await stage.slack.person('maya').runs('/diagnose nod-8', 'random');
  const im = stage.slack.im('maya');
  await stage.slack.waitFor(() => im.messages.find((m) => m.text.includes('I answer here')), {
    what: 'a word about the invitation',
  });
});

it('collects from both nodes when two people press at once', async () => {
  await stage.bot.records.inventory.publish(inventoryOf('node-5', 'node-6'));
  const collector = startCollector(stage, RC93);
  const asked = stage.slack.person('maya').says('ops', `node=node-5 kubelet: ${PLEG}\nnode=node-6 kubelet: ${PLEG}`);
  const answer = await answerTo('ops', asked, /Collect from node-6/);
  await Promise.all([
    stage.slack.person('tomas').presses(answer, 'plegmatic.collect.0'),
    stage.slack.person('maya').presses(answer, 'plegmatic.collect.1'),
  ]);
  // Whose turn came first, stands first.
  const full = await answerTo('ops', asked, /^(?=.*Collect again from node-5)(?=.*Collect again from node-6)/s);
  expect(words(full)).not.toContain('Stop waiting');
  await collector.close();
});
