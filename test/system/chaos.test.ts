import { expect, it } from 'vitest';
import { chaos } from '../chaos/chaos.js';

it('answers each of five reports exactly once while bot, collector and Redis are killed and Slack stumbles', async () => {
  const result = await chaos({
    reports: 5,
    bots: 1,
    collectors: 1,
    seed: 4,
    faults: {
      bot: 1,
      collector: 1,
      redis: 1,
      socket: 1,
      ratelimited: 1,
      status: 1,
      drop: 1,
      'drop-after': 1,
    },
    spanMs: 6000,
    withinMs: 90_000,
  });
  expect(result.judged.map(({ fate, why }) => `${fate} ${why}`.trim())).toEqual(Array(5).fill('answered'));
  expect(result.happened).toMatchObject({
    'bot killed (-9)': 1,
    'bot ended by itself': 0,
    'collector ended by itself': 0,
  });
  expect(result.quiet).toBe(true);
}, 120_000);
