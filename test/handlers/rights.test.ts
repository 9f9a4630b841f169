import { expect, it } from 'vitest';
import { openRights, type RightsOptions } from '../../handlers/rights.js';

const asker = { user: 'UMAYA', channel: 'COPS' };
const rights = (change: Partial<RightsOptions>) =>
  openRights({
    grants: [{ channels: ['COPS'], clusters: ['prod'] }],
    unaskedChannels: [],
    botChannels: [],
    isGuest: async () => false,
    isShared: async () => false,
    ask: '<@UBOSS>',
    ...change,
  });
const why = async (change: Partial<RightsOptions>, who = asker, cluster = 'prod') => {
  const said = await rights(change).mayCollect(who, cluster);
  return said.ok ? 'ok' : said.why;
};

it.each<[string, Partial<RightsOptions>, string | RegExp]>([
  ['allows what a grant names', {}, 'ok'],
  ['refuses everybody while nothing is configured', { grants: undefined }, /nobody has been given the right/],
  ['allows everybody in the demo', { grants: undefined, open: true }, 'ok'],
  ['refuses another channel', { grants: [{ channels: ['COTHER'] }] }, /in this channel/],
  ['refuses guests', { isGuest: async () => true }, /guests may not/],
  ['allows guests where configured', { isGuest: async () => true, guests: true }, 'ok'],
  ['refuses channels shared with another company', { isShared: async () => true }, /another company/],
  ['refuses whom Slack does not tell about', { isGuest: async () => null }, /users:read/],
])('%s', async (_, change, said) => {
  expect(await why(change)).toMatch(said);
});

it('refuses another cluster and says whom to ask', async () => {
  expect(await why({}, asker, 'payments')).toMatch(/payments.*Ask <@UBOSS>/);
});
