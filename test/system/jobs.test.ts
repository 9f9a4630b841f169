import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import { reportId } from '../../src/jobs/ids.js';
import type { AnswerPayload, ReadPayload } from '../../src/jobs/payloads.js';
import { type Jobs, openJobs } from '../../src/jobs/producer.js';
import { type Running, startAnswerWorker, startDeadlineWorker, startReadWorker } from '../../src/jobs/workers.js';
import type { Records } from '../../src/records/records.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

let redis: TestRedis;
let records: Records;
let jobs: Jobs;
const running: Running[] = [];
const onError = (): void => {};
const now = (): string => new Date().toISOString();
let serial = 0;
const fresh = (): string => reportId('event', ['T1', 'C1', `170000000${serial++}.000100`]);
const ask = (id: string) => ({ id, way: 'message', asked: true, channel: 'C1', at: now() }) as const;
const wait = (report: string, node: string, more = {}) =>
  jobs.waitFor({ report, cluster: 'prod', node, by: { report }, deadlineMs: 60_000, ...more });

function answers(): AnswerPayload[] {
  const seen: AnswerPayload[] = [];
  running.push(
    startAnswerWorker({
      url: redis.url,
      onError,
      onParked: () => {},
      answer: async (payload) => void seen.push(payload),
    }),
  );
  return seen;
}

beforeAll(async () => {
  redis = await startRedis();
  records = await testRecords(redis.url);
  jobs = await openJobs({ url: redis.url, records, now, onError });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});
afterAll(async () => {
  await jobs.close();
  records.redis.disconnect();
  await redis.end('SIGKILL');
});

describe('a collection on the queue', () => {
  it('tells how many of its cluster start before it, and nothing once it runs', async () => {
    const line = (node: string) => ({ cluster: 'busy', node });
    const report = fresh();
    for (const node of ['first', 'second', 'third']) await wait(report, node, { cluster: 'busy' });
    expect(await Promise.all(['first', 'second', 'third', 'nobody'].map((node) => jobs.before(line(node))))).toEqual([
      0, 1, 2, 0,
    ]);
    let end = (): void => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const collect = () => held.then(() => 'ref');
    running.push(startCollectWorker({ url: redis.url, onError, cluster: 'busy', freshMs: 0, collect }));
    await until(async () => (await jobs.before(line('third'))) === 1);
    expect(await jobs.before(line('first'))).toBe(0);
    const seen = answers();
    end();
    await until(() => seen.length === 3);
  });
});

describe('a report on the queue', () => {
  it('is read once, however often Slack delivers it', async () => {
    const seen: ReadPayload[] = [];
    running.push(
      startReadWorker({
        url: redis.url,
        onError,
        onParked: () => {},
        read: async (payload) => void seen.push(payload),
      }),
    );
    const id = fresh();
    await Promise.all([1, 2, 3].map(() => jobs.enqueueRead(ask(id), 'text')));
    await until(() => seen.length === 1);
    await jobs.enqueueRead(ask(id), 'text');
    const last = fresh();
    await jobs.enqueueRead(ask(last), 'other');
    await until(() => seen.some((payload) => payload.id === last));
    expect(seen.filter((payload) => payload.id === id)).toHaveLength(1);
    expect(await records.texts.get(seen[0]?.text ?? '')).toBe('text');
  });

  it('that cannot be read is tried three times, then parked with a word', async () => {
    const parked: string[] = [];
    let tries = 0;
    running.push(
      startReadWorker({
        url: redis.url,
        onError,
        read: async () => {
          tries += 1;
          throw new Error('poison');
        },
        onParked: (payload, error) => void parked.push(`${payload.id} ${error.message}`),
      }),
    );
    const id = fresh();
    await jobs.enqueueRead(ask(id), 'text');
    await until(() => parked.length > 0);
    expect({ tries, parked }).toEqual({ tries: 3, parked: [`${id} poison`] });
  });

  it('that a person must change is parked at once', async () => {
    const parked: Error[] = [];
    let tries = 0;
    const read = async () => {
      tries += 1;
      throw new UserError('file-unreadable', { message: 'not a text' });
    };
    running.push(
      startReadWorker({ url: redis.url, onError, read, onParked: (_payload, error) => void parked.push(error) }),
    );
    await jobs.enqueueRead(ask(fresh()), 'text');
    await until(() => parked.length > 0);
    expect(tries).toBe(1);
  });
});

describe('those who wait for a node', () => {
  it('share one collection and get one answer each', async () => {
    const seen = answers();
    let collections = 0;
    const collect = async () => {
      collections += 1;
      await sleep(300);
      return 'ref-1';
    };
    running.push(startCollectWorker({ url: redis.url, cluster: 'prod', freshMs: 20_000, onError, collect }));
    const reports = Array.from({ length: 10 }, fresh);
    const states = await Promise.all(reports.map((report) => wait(report, 'node-1')));
    expect(states.filter(({ state }) => state === 'started')).toHaveLength(1);
    await until(() => seen.length >= 10);
    expect(collections).toBe(1);
    expect(new Set(seen.map(({ waiter }) => waiter.report)).size).toBe(10);
    expect(seen.every(({ end, collected }) => end === 'done' && collected === 'ref-1')).toBe(true);
  });

  it('are answered at once from the snapshot of a moment ago, unless they insist', async () => {
    const seen = answers();
    expect((await wait(fresh(), 'node-1')).state).toBe('fresh');
    await until(() => seen.length === 1);
    expect(seen[0]).toMatchObject({ end: 'fresh', collected: 'ref-1' });
    expect((await wait(fresh(), 'node-1', { force: true })).state).toBe('started');
  });

  it('and ask again after their answer are told so', async () => {
    const seen = answers();
    const report = fresh();
    await wait(report, 'node-1');
    await until(() => seen.some(({ waiter }) => waiter.report === report));
    expect((await wait(report, 'node-1')).state).toBe('answered');
    expect((await wait(report, 'node-1', { again: 'click-2' })).state).not.toBe('answered');
  });

  it('are answered when the collection fails, with the reason', async () => {
    const seen = answers();
    const collect = async () => {
      throw new Error('a bug with a secret in it');
    };
    running.push(startCollectWorker({ url: redis.url, cluster: 'prod', freshMs: 20_000, onError, collect }));
    await wait(fresh(), 'node-2');
    await until(() => seen.some(({ waiter }) => waiter.node === 'node-2'));
    const answer = seen.find(({ waiter }) => waiter.node === 'node-2');
    expect(answer?.end).toBe('failed');
    expect(answer?.reason).not.toContain('secret');
  });

  it('are answered with what is known when no collection ever ends', async () => {
    const seen = answers();
    running.push(startDeadlineWorker({ url: redis.url, onError, known: async () => 'ref-old' }));
    const report = fresh();
    await wait(report, 'node-nobody-serves', { cluster: 'elsewhere', deadlineMs: 300 });
    await until(() => seen.length > 0);
    expect(seen).toMatchObject([{ end: 'deadline', collected: 'ref-old', waiter: { report } }]);
  });

  it('and cancel are answered as cancelled; the last one stops the collection', async () => {
    const seen = answers();
    let stopped = false;
    const collect = (_payload: unknown, turn: { signal: AbortSignal }) =>
      new Promise<string>((_resolve, reject) => {
        turn.signal.addEventListener('abort', () => {
          stopped = true;
          reject(new Error('aborted'));
        });
      });
    running.push(startCollectWorker({ url: redis.url, cluster: 'prod', freshMs: 20_000, onError, collect }));
    const first = await wait(fresh(), 'node-3');
    const second = await wait(fresh(), 'node-3');
    await jobs.cancel(first.waiter);
    await until(() => seen.length === 1);
    expect(stopped).toBe(false);
    expect(await jobs.cancel(second.waiter)).toEqual({ was: true });
    await until(() => stopped && seen.length === 2);
    expect(seen.map(({ end }) => end)).toEqual(['cancelled', 'cancelled']);
    expect(await jobs.cancel(second.waiter)).toEqual({ was: false });
  });
});
