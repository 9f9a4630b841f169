import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Budgets, openBudgets } from '../../src/records/budgets.js';
import { openRedis } from '../../src/records/connect.js';
import { startRedis, type TestRedis } from './redis.js';

let redis: TestRedis;
let rooms: readonly Budgets[];
let now = 1_000_000_000_000;
const close: (() => void)[] = [];

beforeAll(async () => {
  redis = await startRedis();
  rooms = Array.from({ length: 4 }, () => {
    const connection = openRedis(redis.url, 'work', () => {});
    close.push(() => connection.disconnect());
    return openBudgets(connection, () => now);
  });
});
afterAll(async () => {
  for (const one of close) one();
  await redis.end('SIGKILL');
});
const room = (index = 0): Budgets => rooms[index % rooms.length] as Budgets;
const MINUTE = 60_000;

it('lets exactly as many through as it has, however many ask at once', async () => {
  const asked = Array.from({ length: 60 }, (_, i) =>
    room(i).take({ id: `r${i}`, user: 'U1', cluster: 'a' }, { perUser: 7, perCluster: 100 }),
  );
  const got = await Promise.all(asked);
  expect(got.filter(({ ok }) => ok).length).toBe(7);
  expect(got.find(({ ok }) => !ok)).toMatchObject({ usedUp: 'user' });
});

it('charges the cluster for everybody together, and for alerts nobody asked about', async () => {
  const allowance = { perUser: 10, perCluster: 3 };
  const take = (id: string, user?: string) => room().take({ id, cluster: 'b', ...(user ? { user } : {}) }, allowance);
  expect(await Promise.all([take('1', 'U2'), take('2', 'U3'), take('3')])).toEqual([
    { ok: true },
    { ok: true },
    { ok: true },
  ]);
  expect(await take('4', 'U4')).toMatchObject({ ok: false, usedUp: 'cluster' });
  // What the cluster refused is not charged to the person.
  expect(await room().take({ id: '5', user: 'U4', cluster: 'c' }, { perUser: 1, perCluster: 9 })).toEqual({ ok: true });
});

it('never charges the same collection twice, and gives back what nothing ran for', async () => {
  const charge = { id: 'r node-7', user: 'U5', cluster: 'd' };
  const allowance = { perUser: 1, perCluster: 9 };
  expect(await room().take(charge, allowance)).toEqual({ ok: true });
  expect(await room(1).take(charge, allowance)).toEqual({ ok: true });
  expect(await room().take({ ...charge, id: 'other' }, allowance)).toMatchObject({ ok: false });
  await room(2).refund(charge);
  await room(2).refund({ ...charge, id: 'never taken' });
  expect(await room().take({ ...charge, id: 'other' }, allowance)).toEqual({ ok: true });
});

it('says when the next is free, and frees it then', async () => {
  const allowance = { perUser: 2, perCluster: 9 };
  const take = (id: string) => room().take({ id, user: 'U6', cluster: 'e' }, allowance);
  await take('1');
  now += 40 * MINUTE;
  await take('2');
  expect(await take('3')).toEqual({ ok: false, usedUp: 'user', freeInMs: 20 * MINUTE });
  now += 20 * MINUTE;
  expect(await take('3')).toEqual({ ok: true });
  expect(await take('4')).toMatchObject({ ok: false, freeInMs: 40 * MINUTE });
});
