import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tier } from '../oncall/made.js';
import { inventoryOf, startCollector, words } from './front/stage.js';
import { MENDED, type OnCall, PAGERDUTY_SECRET, PLEG, startOnCall } from './oncall/stage.js';

let stage: OnCall;
beforeAll(async () => {
  stage = await startOnCall(() => ({ tiers: [tier({ pagerduty: true })] }));
  await stage.bot.records.inventory.publish(inventoryOf('node-1', 'node-2', 'node-3', 'node-4', 'node-5'));
  const collector = startCollector(stage, MENDED);
  const { stop } = stage;
  stage.stop = async () => {
    await collector.close();
    await stop();
  };
});
afterAll(() => stage.stop());

/** Somebody pastes an error of a node, and presses *Escalate* under the answer. Each is a case of its own. */
async function escalated(line: string) {
  const root = stage.slack.person('maya').says('ops', line);
  const answer = await stage.told(root, /Escalate/);
  const before = stage.pagerduty.incidents.length;
  await stage.press('maya', answer, 'plegmatic.case.escalate');
  return { root, answer, incident: () => stage.pagerduty.incidents[before] };
}
const opened = (incident: () => unknown) => expect.poll(incident, { timeout: 15_000 }).toBeDefined();

describe('PagerDuty', () => {
  it('is triggered once though it is throttled, breaks, and loses its answer', async () => {
    stage.pagerduty.fail({ kind: 'status', status: 429, retryAfter: 1, times: 1 });
    stage.pagerduty.fail({ kind: 'status', status: 503, times: 1 });
    stage.pagerduty.fail({ kind: 'drop-after', times: 1 });
    const { answer, incident } = await escalated(
      'node=node-1 kubelet: OCI runtime exec failed: exec failed: EOF: unknown',
    );
    await opened(incident);
    // The lost answer is asked for again; the key makes it the same incident.
    await stage.until(answer, /Escalated/);
    await expect.poll(() => stage.pagerduty.requests, { timeout: 15_000 }).toBeGreaterThanOrEqual(4);
    expect(stage.pagerduty.pages).toHaveLength(1);
    expect(incident()).toMatchObject({
      status: 'triggered',
      key: expect.stringMatching(/^plegmatic\/[0-9a-f]+\/1\.0$/),
    });
    expect(stage.pagerduty.refused).toEqual([]);
  });

  it('tells when somebody acknowledged and resolved there, and then nobody is told here', async () => {
    const { answer, incident } = await escalated(`node=node-2 kubelet: ${PLEG}`);
    await opened(incident);
    const to = { url: `${stage.url}/webhook/pagerduty`, secret: PAGERDUTY_SECRET };
    const key = incident()?.key ?? '';
    expect(await stage.pagerduty.person('Ines Duarte', 'acknowledge', key, to)).toBe(202);
    await stage.until(answer, /Acknowledged\* by Ines Duarte/);
    expect(await stage.pagerduty.person('Ines Duarte', 'resolve', key, to)).toBe(202);
    await stage.until(answer, /Resolved\* in PagerDuty by Ines Duarte/);
    await stage.press('maya', answer, 'plegmatic.case.reopen');
    await stage.until(answer, /Acknowledged\* by <@/);
    const before = await stage.bot.records.cases.openIds();
    expect(await stage.pagerduty.deliversAgain()).toBe(202);
    expect(await stage.bot.records.cases.openIds(), 'a delivery that is repeated ends no case twice').toEqual(before);
  });

  it('is not believed without its signature', async () => {
    const wrong = { url: `${stage.url}/webhook/pagerduty`, secret: 'another secret' };
    expect(await stage.pagerduty.person('Mallory', 'acknowledge', 'plegmatic/x/1.0', wrong)).toBe(401);
  });

  it('that refuses is named in the message, with why, and the tier counts as told by nobody', async () => {
    stage.pagerduty.fail({ kind: 'status', status: 400, times: 1 });
    const { answer } = await escalated(
      'node=node-3 kernel: Memory cgroup out of memory: Killed process 4242 (java) total-vm:1048576kB, anon-rss:524288kB',
    );
    const end = await stage.until(answer, /PagerDuty answered 400/);
    expect(words(end)).toMatch(/Every tier was told and nobody has acknowledged/);
  });
});

describe('escalating', () => {
  it('works by a word in the thread', async () => {
    const root = stage.slack
      .person('maya')
      .says('ops', 'node=node-4 dockerd: failed to start containerd: timeout waiting for containerd to start');
    const answer = await stage.told(root, /Escalate/);
    stage.slack.person('tomas').mentions('ops', 'escalate please', { thread: root });
    await stage.until(answer, /Escalated/);
  });
});

it('shows open cases in the Home tab, mine first, with buttons that work there', async () => {
  const { answer } = await escalated(
    `node=node-5 kubelet: failed to create containerd task: failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable`,
  );
  await stage.until(answer, /Escalated/);
  const tomas = stage.slack.person('tomas');
  const home = () => JSON.stringify(tomas.home?.blocks ?? []);
  tomas.opensHome();
  await stage.slack.waitFor(() => (home().includes('node-5') ? true : undefined), { what: 'the case' });
  expect(home()).not.toContain('My open cases');
  const button =
    /"action_id":"(plegmatic\.case\.ack\.home\.\d+)"/.exec(home().slice(home().indexOf('node-5')))?.[1] ??
    expect.fail('no button');
  await tomas.pressesIn(tomas.home ?? expect.fail(), button);
  await stage.slack.waitFor(() => (home().includes('My open cases') ? true : undefined), { what: 'it is his' });
  await stage.until(answer, /Acknowledged/);
});
