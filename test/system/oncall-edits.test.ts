import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Message } from '../../playground/slack/model.js';
import { startSlack } from '../../playground/slack/start.js';
import { reportId } from '../../src/jobs/ids.js';
import { inventoryOf, startCollector, words } from './front/stage.js';
import { MENDED, type OnCall, PLEG, STUCK, startOnCall } from './oncall/stage.js';

/** What alert bots do to their own messages: groups grow, end, fire again; files come later; buttons go. */

let stage: OnCall;
/** Nodes that were mended by now. */
const mended = new Set<string>();
beforeAll(async () => {
  const channels = ['ops', 'files', 'late', 'again', 'thread', 'nothing'].map((name) => ({ name }));
  stage = await startOnCall(() => ({ mostLooks: 2 }), await startSlack({ channels }));
  const nodes = Array.from({ length: 12 }, (_, index) => `node-${index + 1}`);
  await stage.bot.records.inventory.publish(inventoryOf(...nodes));
  const collector = startCollector(stage, (node) => (mended.has(node) ? MENDED : STUCK));
  const { stop } = stage;
  stage.stop = async () => {
    await collector.close();
    await stop();
  };
});
afterAll(() => stage.stop());
// One cause has one open case: the next test begins without one.
afterEach(async () => {
  const { records, jobs } = stage.bot;
  for (const id of await records.cases.openIds())
    await jobs.cases.tell(id, { kind: 'resolve', at: new Date().toISOString(), by: 'U1', road: 'slack' });
});

const grafana = (title: string, text: string) => ({
  attachments: [{ title, fallback: title, text, footer: 'Grafana v11.2.0', ts: 1732245120 }],
});
const labels = (...nodes: string[]) =>
  nodes.map(
    (node) => `\nLabels:\n - alertname = PLEGUnhealthy\n - node = ${node}\nAnnotations:\n - summary = ${PLEG}\n`,
  );
const firing = (...nodes: string[]) =>
  grafana(`[FIRING:${nodes.length}] PLEGUnhealthy (critical)`, `**Firing**\n${labels(...nodes).join('')}`);
const resolved = (...nodes: string[]) =>
  grafana('[RESOLVED] PLEGUnhealthy (critical)', `**Resolved**\n${labels(...nodes).join('')}`);
const answers = (where: string, root: Message) =>
  stage.slack.thread(where, root).filter((m) => m.metadata !== undefined);
const until = <T>(find: () => T | undefined, what: string): Promise<T> =>
  stage.slack.waitFor(find, { what, within: 20_000 });
const answered = (where: string, root: Message, pattern: RegExp): Promise<Message> =>
  until(() => answers(where, root).findLast((m) => pattern.test(words(m))), `${pattern} in #${where}`);
const caseOf = async (where: string, root: Message) => {
  const id = reportId('event', [root.team ?? '', stage.slack.channel(where).id, root.ts]);
  return await stage.bot.records.cases.get((await stage.bot.records.cases.ofReport(id)) ?? '');
};

it('counts a node that the edit adds, passes over an edit without news, and ends with the edit that says so', async () => {
  const { slack } = stage;
  const alert = slack.integration('Grafana', 'ops', firing('node-1'));
  await answered('ops', alert, /Confirmed/);
  const before = await caseOf('ops', alert);
  // A counter of replies, a colour, a time: nothing that anybody would read.
  slack.edits('ops', alert, { attachments: [{ ...firing('node-1').attachments[0], color: 'good', ts: 1732245999 }] });
  slack.edits('ops', alert, firing('node-1', 'node-2'));
  await answered('ops', alert, /Also on `node-2`.*2 nodes so far/);
  expect((await caseOf('ops', alert))?.alerts).toBe((before?.alerts ?? 0) + 1);
  // One of the two is over, in a message that still fires.
  const one = `**Firing**\n${labels('node-2')}\n\n**Resolved**\n${labels('node-1')}`;
  slack.edits('ops', alert, grafana('[FIRING:1, RESOLVED:1] PLEGUnhealthy (critical)', one));
  await expect
    .poll(async () => (await caseOf('ops', alert))?.places.map(({ quiet }) => quiet), { timeout: 15_000 })
    .toEqual([true, false]);
  mended.add('node-1').add('node-2');
  slack.edits('ops', alert, resolved('node-1', 'node-2'));
  await answered('ops', alert, /the recheck found it mended/);
  expect(answers('ops', alert)).toHaveLength(1);
});

it('answers anew when a message fires again after its case has ended', async () => {
  const { slack } = stage;
  const alert = slack.integration('Alertmanager', 'again', firing('node-3'));
  await answered('again', alert, /Confirmed/);
  mended.add('node-3');
  slack.edits('again', alert, resolved('node-3'));
  await answered('again', alert, /the recheck found it mended/);
  mended.delete('node-3');
  slack.edits('again', alert, firing('node-3'));
  const second = await until(() => answers('again', alert)[1], 'a second answer');
  await until(
    () => (/Confirmed/.test(words(stage.slack.message('again', second.ts) ?? second)) ? true : undefined),
    'a diagnosis',
  );
  mended.add('node-3');
  slack.edits('again', alert, resolved('node-3'));
  await until(
    () => (/mended/.test(words(stage.slack.message('again', second.ts) ?? second)) ? true : undefined),
    'the end of the second',
  );
  expect(answers('again', alert)).toHaveLength(2);
});

it('reads the file that an alert brings, also when it is put on the message later', async () => {
  const { slack } = stage;
  const header = {
    text: 'Node node-4 is not ready',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '⚠️ *[Firing] Node node-4 is not ready*' } }],
  };
  const oom = 'kernel: Memory cgroup out of memory: Killed process 4242 (java) total-vm:1048576kB, anon-rss:524288kB';
  const with1 = slack.integration('Robusta', 'files', { ...header, files: [slack.file('files', 'kubelet.log', PLEG)] });
  await answered('files', with1, /PLEG is not healthy/);
  const alert = slack.integration('Robusta', 'files', { text: 'Node node-5 is NotReady' });
  const first = await answered('files', alert, /node-5/);
  expect(words(first)).not.toMatch(/out of memory/i);
  slack.edits('files', alert, { files: [slack.file('files', 'kernel.log', oom)] });
  await answered('files', alert, /out of memory/i);
  expect(answers('files', alert)).toHaveLength(1);
});

it('answers a message that only its edit makes worth reading, once', async () => {
  const { slack } = stage;
  const alert = slack.integration('Bot', 'late', { text: 'Investigating...' });
  slack.edits('late', alert, firing('node-6'));
  await answered('late', alert, /Confirmed/);
  slack.edits('late', alert, firing('node-6', 'node-7'));
  await answered('late', alert, /node-7/);
  expect(answers('late', alert)).toHaveLength(1);
});

it('takes what the bot says in the thread of its alert for that alert, though it names no node', async () => {
  const { slack } = stage;
  const title = '[FIRING:1] PLEGUnhealthy (node-8 critical)';
  const alert = slack.integration('PagerDuty', 'thread', { text: `Triggered #4711: ${title}\n${PLEG}` });
  await answered('thread', alert, /Confirmed/);
  slack.integration('PagerDuty', 'thread', { text: 'Acknowledged by Maya Okafor', thread_ts: alert.ts });
  // A remark, with words of the chain and a node; then one more alert of the group, as Alertmanager posts it into the thread.
  slack.integration('PagerDuty', 'thread', { text: '🤖 dockerd on node-12 was slow, too', thread_ts: alert.ts });
  slack.integration('PagerDuty', 'thread', { text: '[FIRING:1] PLEGUnhealthy (node-9)', thread_ts: alert.ts });
  await answered('thread', alert, /Also on `node-9`; 2 nodes/);
  mended.add('node-9');
  slack.integration('PagerDuty', 'thread', { text: '[RESOLVED] PLEGUnhealthy (node-9)', thread_ts: alert.ts });
  mended.add('node-8');
  slack.integration('PagerDuty', 'thread', { text: 'Resolved by Maya Okafor', thread_ts: alert.ts });
  await answered('thread', alert, /the recheck found it mended/);
  expect(answers('thread', alert)).toHaveLength(1);
});

it('leaves alone what people edit and what other bots say of other things', async () => {
  const { slack } = stage;
  const person = slack.person('maya');
  const said = await person.says('nothing', 'looks fine to me');
  slack.edits('nothing', said, { text: `node-9: ${PLEG}` });
  const build = slack.integration('CI', 'nothing', { text: 'build 4711 started' });
  slack.edits('nothing', build, { text: 'build 4711 passed on node-10' });
  const marker = slack.integration('Alertmanager', 'nothing', firing('node-11'));
  await answered('nothing', marker, /node-11/);
  expect(answers('nothing', said)).toHaveLength(0);
  expect(answers('nothing', build)).toHaveLength(0);
});
