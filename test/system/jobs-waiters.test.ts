import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Waiter } from '../../src/jobs/payloads.js';
import { openWaiters, type Waiters } from '../../src/jobs/waiters.js';
import { openRedis } from '../../src/records/connect.js';
import { startRedis, type TestRedis } from './redis.js';

let redis: TestRedis;
let rooms: readonly Waiters[];
const close: (() => void)[] = [];

beforeAll(async () => {
  redis = await startRedis();
  // Five connections: their commands really interleave in the server.
  rooms = Array.from({ length: 5 }, () => {
    const connection = openRedis(redis.url, 'work', () => {});
    close.push(() => connection.disconnect());
    return openWaiters(connection);
  });
});
afterAll(async () => {
  for (const one of close) one();
  await redis.end('SIGKILL');
});

const room = (index: number): Waiters => rooms[index % rooms.length] as Waiters;
let nodes = 0;

/** Many register; whoever opened or met a run ends it at some point, more than once. Returns who was handed out, by which run. */
async function play(plan: readonly number[]): Promise<{
  readonly ids: readonly string[];
  readonly out: ReadonlyMap<string, number>;
  readonly opened: readonly number[];
}> {
  const target = { cluster: 'prod', node: `node-${nodes++}` };
  const out = new Map<string, number>();
  const opened: number[] = [];
  const end = async (index: number, run: number): Promise<void> => {
    for (const who of await room(index).finish(target, run)) {
      const before = out.get(who.id);
      if (before !== undefined && before !== run)
        throw new Error(`${who.id} was handed out by run ${before} and ${run}`);
      out.set(who.id, run);
    }
  };
  const ids = plan.map((_delay, index) => `waiter.${target.node}.${index}`);
  await Promise.all(
    plan.map(async (delay, index) => {
      for (let tick = 0; tick < delay; tick += 1) await Promise.resolve();
      const who: Waiter = { id: ids[index] ?? '', report: 'r', ...target };
      const got = await room(index + delay).register(who);
      if (got.state === 'fresh') throw new Error('nothing was kept fresh');
      if (got.state === 'started') opened.push(got.run);
      // Half of the plans end the run from two places at once, as a finisher and a repairer would.
      await Promise.all(delay % 2 === 0 ? [end(index, got.run), end(index + 1, got.run)] : [end(index, got.run)]);
    }),
  );
  return { ids, out, opened };
}

describe('registering and finishing at the same time', () => {
  it('hands out every waiter, by exactly one run, and never opens a run twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 }), async (plan) => {
        const { ids, out, opened } = await play(plan);
        expect([...out.keys()].sort()).toEqual([...ids].sort());
        expect(new Set(opened).size).toBe(opened.length);
      }),
      { numRuns: 150 },
    );
  });

  it('a finished run is handed out again until its answers are queued', async () => {
    const target = { cluster: 'prod', node: 'crash' };
    const who: Waiter = { id: 'waiter.crash', report: 'r', ...target };
    const got = await room(0).register(who);
    const run = got.state === 'fresh' ? 0 : got.run;
    expect(await room(0).finish(target, run)).toEqual([who]);
    expect(await room(1).finish(target, run)).toEqual([who]);
    await room(1).settle(target, run);
    expect(await room(2).finish(target, run)).toEqual([]);
  });
});
