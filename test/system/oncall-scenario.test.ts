import { afterAll, beforeAll, expect, it } from 'vitest';
import { tier } from '../oncall/made.js';
import { inventoryOf, startCollector, words } from './front/stage.js';
import { MENDED, type OnCall, PLEG, SECOND, STUCK, startOnCall } from './oncall/stage.js';

let stage: OnCall;
beforeAll(async () => {
  stage = await startOnCall((id) => ({
    tiers: [tier({ users: [id('maya')], afterMinutes: SECOND }), tier({ users: [id('tomas')], pagerduty: true })],
    automatic: { severities: ['node-not-ready'], unknown: false },
  }));
  await stage.bot.records.inventory.publish(inventoryOf('node-7'));
});
afterAll(() => stage.stop());

it('goes with a case from the first alert to the report: diagnosed, escalated, taken, handed over, mended', async () => {
  const { slack, pagerduty } = stage;
  const sick = startCollector(stage, STUCK);

  // 03:12. The alert names the node in its title only; the answer stands in its thread.
  const alert = stage.alert('[FIRING:1] KubeNodeNotReady (node-7 prod critical)', PLEG);
  const answer = await stage.told(alert, /Confirmed/);
  expect(words(answer)).toContain('runc init hangs while exporting its seccomp filter');

  // Nobody acknowledges: Maya is called, then Tomas and PagerDuty, each once.
  await stage.told(alert, new RegExp(`<@${stage.id('maya')}>.*tier 1 of 2`));
  await stage.told(alert, new RegExp(`<@${stage.id('tomas')}>.*tier 2 of 2`));

  // Tomas takes it; the message says so, and PagerDuty follows.
  await stage.press('tomas', answer, 'plegmatic.case.ack');
  await stage.until(answer, new RegExp(`Acknowledged\\* by <@${stage.id('tomas')}>, \\d\\d:\\d\\d UTC \\(<!date`));
  const acknowledged = async () => pagerduty.incidents.map(({ status }) => status);
  await expect.poll(acknowledged, { timeout: 10_000 }).toEqual(['acknowledged']);

  // He hands over to Lin, who is told what is open.
  await stage.press('tomas', answer, 'plegmatic.case.hand-over');
  const form = slack.person('tomas').modal ?? expect.fail('no form');
  await slack.person('tomas').submits(form, { user: stage.id('lin'), text: 'node is cordoned, runc is next' });
  const note = await stage.told(alert, /hands this over to you/);
  expect(words(note)).toMatch(
    /node is cordoned, runc is next[\s\S]*No check is open[\s\S]*What removes this cause[\s\S]*install/,
  );

  // She replaces runc and rechecks: mended, so the case ends, in PagerDuty as well.
  await sick.close();
  const mended = startCollector(stage, MENDED);
  await stage.press('lin', answer, 'plegmatic.case.recheck');
  const end = await stage.until(answer, /the recheck found it mended/);
  expect(words(end)).toContain('This case: *runc init hangs while exporting its seccomp filter* (confirmed)');
  await expect.poll(acknowledged, { timeout: 10_000 }).toEqual(['resolved']);
  expect([pagerduty.pages.length, pagerduty.refused]).toEqual([1, []]);

  const file = await slack.waitFor(
    () =>
      slack
        .thread('ops', alert)
        .flatMap((m) => m.files ?? [])
        .find(({ name }) => name.startsWith('case-')),
    { what: 'the resolution report', within: 20_000 },
  );
  const report = String(slack.world.workspace.contents.get(file.id));
  const inOrder = [
    /^# Resolution report: runc init hangs/,
    /Cause: .*`runc-rc93-pipe-seccomp-hang`, confirmed/,
    /UTC: opened: KubeNodeNotReady/,
    /UTC: diagnosis: runc init hangs .* on node-7/,
    /UTC: escalated \(severity\)/,
    /UTC: tier 1 told \(Slack\): @Maya Okafor/,
    /UTC: tier 2 told /,
    /UTC: acknowledged by @Tomas Reyes/,
    /UTC: handed over by @Tomas Reyes to @Lin Wei/,
    /UTC: recheck asked for by @Lin Wei/,
    /UTC: rechecked: mended/,
    /UTC: resolved: the recheck found it mended/,
    /node-7 \(prod\): runc init hangs .*, runc 1\.0\.0-rc93/,
    /What removes this cause[\s\S]*install --backup/,
    /@Tomas Reyes: node is cordoned, runc is next/,
    /## Evidence\s+### Confirmed: runc init hangs/,
    /holds \(must\) runc\.version = 1\.0\.0-rc93/,
  ];
  let rest = report;
  for (const part of inOrder) {
    expect(rest).toMatch(part);
    rest = rest.slice(rest.search(part));
  }
  await mended.close();
});
