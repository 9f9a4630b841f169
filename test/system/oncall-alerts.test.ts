import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSlack } from '../../playground/slack/start.js';
import { reportId } from '../../src/jobs/ids.js';
import { SHAPES } from '../alerts/shapes/shapes.js';
import { startCollector, words } from './front/stage.js';
import { MENDED, type OnCall, PLEG, STUCK, startOnCall, WEBHOOK_TOKEN } from './oncall/stage.js';

let stage: OnCall;
beforeAll(async () => {
  // A channel for each shape: Slack takes one message a second in each.
  const channels = ['ops', 'incidents', ...SHAPES.map(({ bot }) => bot.toLowerCase())].map((name) => ({ name }));
  stage = await startOnCall(() => ({ mostLooks: 2 }), await startSlack({ channels }));
  const nodes = SHAPES.map(({ node }, index) => ({ name: node, addresses: [`10.1.0.1${index + 1}`] }));
  const more = ['node-7', 'node-8', 'node-9', 'node-10'].map((name) => ({ name, addresses: [] }));
  const pods = { 'shop/web-6d5f9c7b8-x2k4p': 'node-6' };
  await stage.bot.records.inventory.publish({
    cluster: 'prod',
    at: new Date().toISOString(),
    nodes: [...nodes, ...more],
    pods,
  });
  // The nodes of the shapes are well: what they share is not a cause.
  const collector = startCollector(stage, (node) => (SHAPES.some((shape) => shape.node === node) ? MENDED : STUCK));
  const { stop } = stage;
  stage.stop = async () => {
    await collector.close();
    await stop();
  };
});
afterAll(() => stage.stop());

const post = (body: unknown, token = WEBHOOK_TOKEN) =>
  fetch(`${stage.url}/webhook/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const alertOf = (node: string, summary: string, status = 'firing', startsAt = '2026-11-22T03:12:05Z') => ({
  status,
  labels: { alertname: 'KubeletDown', cluster: 'prod', node },
  annotations: { summary },
  startsAt,
  fingerprint: `f-${node}`,
});
const bodyOf = (...alerts: object[]) => ({ version: '4', groupKey: 'g', status: 'firing', alerts });
const roots = () =>
  stage.slack
    .channel('ops')
    .messages.filter((m) => m.bot_id !== undefined && m.metadata !== undefined && m.thread_ts === undefined);

it('reads the six shapes: each node is found, its diagnosis stands in its own thread, and the same bot ends it', async () => {
  const post = (bot: string, content: object) => stage.slack.integration(bot, bot.toLowerCase(), content);
  const roots = SHAPES.map(({ bot, samples: [{ content }] }) => post(bot, content));
  for (const [index, { node, bot }] of SHAPES.entries()) {
    const root = roots[index] ?? expect.fail();
    const find = () => stage.slack.thread(bot.toLowerCase(), root).find((m) => /Collected by exec/.test(words(m)));
    const answer = await stage.slack.waitFor(find, { what: `an answer to ${bot}`, within: 20_000 });
    expect(words(answer)).toContain(node);
  }
  for (const { bot, samples } of SHAPES)
    post(bot, samples.find(({ status }) => status === 'resolved')?.content ?? expect.fail(bot));
  for (const [index, { bot }] of SHAPES.entries()) {
    const { team = '', ts } = roots[index] ?? expect.fail();
    const { cases } = stage.bot.records;
    const id = await cases.ofReport(reportId('event', [team, stage.slack.channel(bot.toLowerCase()).id, ts]));
    const phase = async () => [bot, (await cases.get(id ?? ''))?.phase.kind];
    await expect.poll(phase, { timeout: 20_000 }).toEqual([bot, 'resolved']);
  }
});

describe('one thread for one cause', () => {
  it('counts the same cause on other nodes in the thread that stands, and says what they share', async () => {
    const first = stage.alert('[FIRING:1] PLEGUnhealthy (node-7)', PLEG);
    const answer = await stage.told(first, /Confirmed/);
    const second = stage.alert('[FIRING:1] PLEGUnhealthy (node-8)', PLEG);
    const joined = await stage.until(answer, /Also on/);
    expect(words(joined)).toMatch(/Also on `node-8`.*2 nodes so far/);
    // The second node was looked at, too: now it is known what they share.
    await stage.until(answer, /2 nodes so far, all runc 1\.0\.0-rc93/);
    expect(stage.slack.thread('ops', second)).toHaveLength(1);
  });
  it('says once in another channel where the case stands', async () => {
    const alert = () =>
      stage.slack.integration('Alertmanager', 'incidents', {
        attachments: [{ title: '[FIRING:1] PLEGUnhealthy (node-8)', text: PLEG }],
      });
    const first = alert();
    const pointed = await stage.slack.waitFor(() => stage.slack.thread('incidents', first)[1], {
      what: 'a link',
      within: 20_000,
    });
    expect(words(pointed)).toMatch(/The same cause as this <https:.*\|open case>/);
    const before = await stage.bot.records.cases.openIds();
    const second = alert();
    const counted = async () => {
      const cases = await Promise.all(before.map((id) => stage.bot.records.cases.get(id)));
      return cases.reduce((sum, one) => sum + (one?.alerts ?? 0), 0);
    };
    const now = await counted();
    await expect.poll(counted, { timeout: 15_000 }).toBeGreaterThanOrEqual(now);
    expect(stage.slack.thread('incidents', second)).toHaveLength(1);
  });
  it('stays silent where an alert names nothing of ours and says nothing of the chain', async () => {
    const other = stage.alert(
      '[FIRING:1] HighErrorRate (checkout)',
      'the kubelet of this team is fine, node-99 is not known',
    );
    const marker = stage.alert('[FIRING:1] HostOutOfMemory (node-9)');
    await stage.told(marker, /node-9/);
    expect(stage.slack.thread('ops', other)).toHaveLength(1);
  });
});

describe('POST /webhook/alertmanager', () => {
  it('takes every alert of a group, and gives each cause one thread', async () => {
    const before = roots().length;
    const oom = 'kernel: Memory cgroup out of memory: Killed process 4242 (java) total-vm:1048576kB, anon-rss:524288kB';
    const body = bodyOf(alertOf('node-9', oom), alertOf('node-10', oom));
    expect((await post(body)).status).toBe(202);
    // Delivered again, as Alertmanager does when an answer is lost.
    expect(await (await post(body)).json()).toEqual({ alerts: 2 });
    const root = await stage.slack.waitFor(() => roots()[before], { what: 'a thread', within: 20_000 });
    await stage.until(root, /2 nodes so far/);
    expect(roots()).toHaveLength(before + 1);
    const found = await stage.bot.records.cases.ofReport(
      String((root.metadata as never as { event_payload: { report: string } }).event_payload.report),
    );
    expect((await stage.bot.records.cases.get(found ?? ''))?.alerts).toBe(2);
    // Both say that it is over.
    const over = bodyOf(alertOf('node-9', oom, 'resolved'), alertOf('node-10', oom, 'resolved'));
    expect((await post(over)).status).toBe(202);
    await stage.until(root, /Rechecked|Resolved/);
  });
  it('says in the thread that Alertmanager left alerts of the group out', async () => {
    const before = roots().length;
    const body = {
      ...bodyOf(alertOf('node-7', 'kubelet: network plugin is not ready: cni config uninitialized')),
      truncatedAlerts: 37,
    };
    expect((await post(body)).status).toBe(202);
    const root = await stage.slack.waitFor(() => roots()[before], { what: 'a thread', within: 20_000 });
    expect(words(root)).toMatch(/left 37 more alerts of this group out/);
  });
  it.each([
    ['without the token', {}, 'x'.repeat(30), 401, /PLEGMATIC_WEBHOOK_TOKEN/],
    ['that is no JSON', '{', WEBHOOK_TOKEN, 400, /not JSON/],
    ['of another version', { version: '3', alerts: [] }, WEBHOOK_TOKEN, 400, /version/],
    ['without alerts', { version: '4', alerts: [] }, WEBHOOK_TOKEN, 400, /no alerts/],
    ['that is too large', `"${'x'.repeat(11 * 1024 * 1024)}"`, WEBHOOK_TOKEN, 413, /max_alerts/],
  ])('refuses a body %s, and says what to mend', async (_, body, token, status, said) => {
    const answer = await post(body, token);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringMatching(said)]);
  });
});
