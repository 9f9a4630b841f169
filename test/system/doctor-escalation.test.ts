import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examineSlack } from '../../handlers/slack/examine-slack.js';
import { SCOPES } from '../../handlers/slack/scopes.js';
import { type PagerDutyService, startPagerDuty } from '../../playground/pagerduty/start.js';
import { type Slack, startSlack } from '../../playground/slack/start.js';
import { readConfig } from '../../src/config.js';
import { examineEscalation } from '../../src/doctor/escalation.js';
import type { Line } from '../../src/doctor/line.js';
import { freePort } from './redis.js';

let slack: Slack;
let pagerduty: PagerDutyService;
let receiver: Server;
/** What arrived at the webhook tier: `HEAD /hook`. */
const asked: string[] = [];
let status = 405;

beforeAll(async () => {
  pagerduty = await startPagerDuty();
  receiver = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  slack = await startSlack({
    app: { scopes: Object.keys(SCOPES) },
    people: [
      { name: 'maya', real_name: 'Maya Okafor' },
      { name: 'lin', real_name: 'Lin Wei' },
      { name: 'gone', real_name: 'Gone Gustav', deleted: true },
    ],
    channels: [{ name: 'ops' }, { name: 'quiet', members: ['maya'] }, { name: 'out', bot: false, private: true }],
    usergroups: [
      { handle: 'sre', members: ['maya', 'lin'] },
      { handle: 'night', members: ['lin'] },
      { handle: 'nobody', members: [] },
    ],
  });
});
afterAll(async () => {
  receiver.close();
  await Promise.all([slack.stop(), pagerduty.stop()]);
});

const person = (name: string): string => slack.person(name).user.id;
const room = (name: string): string => slack.channel(name).id;
const group = (handle: string): string =>
  [...slack.world.workspace.usergroups.values()].find((one) => one.handle === handle)?.id ?? '';
const hook = (): string => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?token=hunter2hunter2`;

/** The lines about the escalation, as `STATE SAYS`, sorted; each that is not ok has something to do. */
async function told(escalation: object, env: Record<string, string> = {}): Promise<readonly string[]> {
  const yaml = JSON.stringify({
    rights: { grants: [{}] },
    escalation: { channel: room('ops'), pagerduty_url: pagerduty.url, ...escalation },
  });
  const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  const { config, problems } = readConfig({ ...tokens, ...env, PLEGMATIC_CONFIG: 'c' }, () => yaml);
  expect(problems).toEqual([]);
  const lines: readonly Line[] = [...(await examineSlack(config, true)), ...(await examineEscalation(config))];
  const own = lines.filter(({ part }) => part === 'escalation');
  for (const line of own) if (line.state !== 'ok') expect(line.fix).toMatch(/^[A-Z].{10,}/);
  return own.map(({ state, says }) => `${state} ${says}`).sort();
}
const KEY = { PAGERDUTY_ROUTING_KEY: 'R0123456789ABCDEFGHIJKLMNOPQRSTU', PAGERDUTY_WEBHOOK_SECRET: 'secret-of-it' };

it('finds nothing to mend where everybody is there, and calls nobody to find that out', async () => {
  const before = slack.world.calls.length;
  const tiers = [{ users: [person('maya')] }, { groups: [group('sre')], pagerduty: true }, { webhook: hook() }];
  const lines = await told({ tiers }, KEY);
  const address = hook().replace(/\/hook.*/, '');
  const expected = [
    `ok Maya Okafor (${person('maya')}) is there`,
    `ok PagerDuty answers at ${pagerduty.url.replace('/v2/enqueue', '')}; whether it knows the routing key only a page can show`,
    `ok everybody in the tiers is in ${room('ops')}`,
    `ok the webhook tier at ${address} is there (405 to HEAD; a page is a POST)`,
    `ok user group ${group('sre')} has 2 members`,
  ];
  expect(lines).toEqual(expected.sort());
  expect([pagerduty.events, pagerduty.pages]).toEqual([[], []]);
  expect(asked).toEqual(['HEAD /hook?token=hunter2hunter2']);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
  expect(slack.world.calls.slice(before).filter(({ method }) => /^(chat|views|reactions)\./.test(method))).toEqual([]);
});

it('names who cannot be told, and where', async () => {
  const tiers = [
    { users: [person('lin'), person('gone'), 'U0NOBODY'] },
    { groups: [group('sre'), group('night'), group('nobody'), 'S0GONE'] },
  ];
  const routes = [{ links: ['kernel'], tiers: [{ users: [slack.world.app.userId] }] }];
  const expected = [
    `failed Gone Gustav (${person('gone')}) is deactivated: nobody is told`,
    `failed Plegmatic (${slack.world.app.userId}) is a bot: nobody is told`,
    `failed not in ${room('quiet')}, so not told there: Lin Wei`,
    `failed of user group ${group('night')} 0 of 1 members are in ${room('quiet')}: nobody is told there`,
    'failed there is no user group S0GONE',
    'failed there is nobody with the id U0NOBODY',
    `failed user group ${group('nobody')} has nobody in it: nobody is told`,
    `ok Lin Wei (${person('lin')}) is there`,
    `ok user group ${group('night')} has 1 members`,
    `ok user group ${group('sre')} has 2 members`,
    `warning of user group ${group('sre')} 1 of 2 members are in ${room('quiet')}`,
  ];
  expect(await told({ tiers, routes, channel: room('quiet') })).toEqual(expected.sort());
  const unseen = await told({ tiers: [{ users: [person('maya')] }], channel: room('out') });
  expect(unseen).toContain(`not-checked who is in ${room('out')}: channel_not_found`);
});

it('says what is wrong with the roads out of Slack', async () => {
  const only = [{ pagerduty: true }];
  const one = (lines: readonly string[], pattern: RegExp) => lines.find((line) => pattern.test(line));
  const key = { PAGERDUTY_ROUTING_KEY: KEY.PAGERDUTY_ROUTING_KEY };
  expect(one(await told({ tiers: only }, key), /^warning PAGERDUTY_WEBHOOK_SECRET is not set/)).toBeDefined();
  const closed = `http://127.0.0.1:${await freePort()}`;
  const away = await told({ tiers: only, pagerduty_url: `${closed}/v2/enqueue` }, KEY);
  expect(one(away, /^failed PagerDuty cannot be reached at .*: ECONNREFUSED/)).toBeDefined();
  const other = await told({ tiers: only, pagerduty_url: hook() }, KEY);
  expect(one(other, /^failed .* answered 405 to an empty event/)).toBeDefined();
  pagerduty.fail({ kind: 'status', status: 503, times: 1 });
  expect(one(await told({ tiers: only }, KEY), /^warning .* answered 503 .*: it may be in trouble/)).toBeDefined();
  status = 502;
  expect(
    one(await told({ tiers: [{ webhook: hook() }] }), /^warning the webhook tier at .* answers 502/),
  ).toBeDefined();
  const gone = await told({ tiers: [{ webhook: `${closed}/x` }] });
  expect(one(gone, /^failed the webhook tier at .* cannot be reached: ECONNREFUSED/)).toBeDefined();
});

it('says that people were not looked for where Slack refuses the token', async () => {
  const lines = await told({ tiers: [{ users: [person('maya')] }] }, { SLACK_BOT_TOKEN: 'xoxb-wrong' });
  expect(lines).toEqual(['not-checked the people and groups of the tiers: Slack has to accept the token first']);
});

it('says that nobody would be told, where cases are to be escalated by themselves', async () => {
  expect(await told({})).toEqual(['ok no tiers are configured: there is no Escalate button']);
  expect(await told({ automatic_severities: ['node-down'] })).toEqual([
    expect.stringMatching(/^warning .*escalation\.tiers is empty/),
  ]);
});
