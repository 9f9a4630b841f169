import { expect, it } from 'vitest';
import type { Engine, Reading } from '../../../handlers/engine/engine.js';
import { openReadings } from '../../../handlers/reading/readings.js';
import { readPayload } from '../../../src/jobs/payloads.js';

const payload = readPayload.parse({ id: 'r', way: 'message', asked: false, channel: 'C1', at: '2026-01-01T00:00:00Z' });

function counted(text: string) {
  let reads = 0;
  const reading = (): Reading => ({
    report: { text, lines: [], nodes: [] },
    hits: [],
    chain: null,
    anatomy: null,
    recognised: false,
    complete: true,
  });
  const engine: Pick<Engine, 'read'> = {
    read: async () => {
      reads += 1;
      if (text === 'broken') throw new Error('no');
      return reading();
    },
  };
  const texts = { get: async () => text, put: async () => '' };
  const readings = openReadings({ texts }, engine as Engine);
  return { readings, reads: () => reads };
}

it('reads a text once, however often it is shown', async () => {
  const { readings, reads } = counted('PLEG');
  await readings.of({ payload, text: 'a' });
  await readings.of({ payload, text: 'a' });
  expect(reads()).toBe(1);
});

it('lets long texts go when the next ones come', async () => {
  const { readings, reads } = counted('x'.repeat(25_000_000));
  for (const text of ['a', 'b', 'b', 'a']) await readings.of({ payload, text });
  expect(reads()).toBe(3);
});

it('tries again after a failure', async () => {
  const { readings, reads } = counted('broken');
  for (let i = 0; i < 2; i += 1) await readings.of({ payload, text: 'a' }).catch(() => {});
  expect(reads()).toBe(2);
});
