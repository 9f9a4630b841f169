import { expect, it } from 'vitest';
import { chaos } from '../chaos/chaos.js';

it('answers each of four reports exactly once while one of two bots is killed and one asked to end, the collector ends, Redis dies and Slack stumbles', async () => {
  const result = await chaos({
    reports: 4,
    bots: 2,
    collectors: 1,
    seed: 4,
    faults: {
      bot: 1,
      'bot-term': 1,
      'collector-term': 1,
      redis: 1,
      socket: 1,
      ratelimited: 1,
      status: 1,
      drop: 1,
      'drop-after': 1,
    },
    spanMs: 4000,
    withinMs: 90_000,
  });
  expect(result.judged.map(({ fate, why }) => `${fate} ${why}`.trim())).toEqual(Array(4).fill('answered'));
  expect(result.happened).toMatchObject({
    'bot killed (-9)': 1,
    'bot ended by itself or badly': 0,
    'collector ended by itself or badly': 0,
  });
  expect(result.endings).toHaveLength(2);
  // Kubernetes kills after thirty seconds.
  expect(Math.max(...result.endings)).toBeLessThan(25_000);
  expect(result.quiet).toBe(true);
}, 120_000);
