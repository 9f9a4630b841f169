import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCollectWorker } from '../../src/jobs/collect-worker.js';
import type { AnswerPayload } from '../../src/jobs/payloads.js';
import { type Jobs, openJobs } from '../../src/jobs/producer.js';
import { RECOVERY, type Running, startAnswerWorker, startReadWorker } from '../../src/jobs/workers.js';
import type { Records } from '../../src/records/records.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

let redis: TestRedis;
let records: Records;
let jobs: Jobs;
const closing: (() => Promise<unknown>)[] = [];
const onError = (): void => {};
const now = (): string => new Date().toISOString();
const ask = (id: string) => ({ id, way: 'mention', asked: true, channel: 'C1', at: now() }) as const;
const started = (one: Running): void => void closing.push(() => one.close());

beforeEach(async () => {
  redis = await startRedis();
  records = await testRecords(redis.url);
  jobs = await openJobs({ url: redis.url, records, now, onError });
});
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  await jobs.close();
  records.redis.disconnect();
  await redis.end('SIGKILL');
});

function dyingCollector(): Promise<ChildProcess> {
  const script = new URL('dying-collector.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, redis.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closing.push(async () => child.kill('SIGKILL'));
  return new Promise((resolve) => child.stdout?.once('data', () => resolve(child)));
}

describe('when things die', () => {
  it('a report that was taken survives a killed Redis', async () => {
    await jobs.enqueueRead(ask('event.T.C.1'), 'pasted text');
    await redis.end('SIGKILL');
    await redis.start();
    const texts: (string | null)[] = [];
    started(
      startReadWorker({
        url: redis.url,
        onError,
        onParked: () => {},
        read: async (payload) => {
          await until(() => records.redis.status === 'ready');
          texts.push(await records.texts.get(payload.text ?? ''));
        },
      }),
    );
    await until(() => texts.length > 0);
    expect(texts).toEqual(['pasted text']);
  });

  it('an asker hears within two seconds that the queue is down, and is served again when it is back', async () => {
    await redis.end('SIGKILL');
    const begun = Date.now();
    await expect(jobs.enqueueRead(ask('event.T.C.2'), 'text')).rejects.toMatchObject({ code: 'queue-down' });
    await expect(
      jobs.waitFor({ report: 'r', cluster: 'prod', node: 'n', by: { report: 'r' }, deadlineMs: 1 }),
    ).rejects.toMatchObject({ code: 'queue-down' });
    expect(Date.now() - begun).toBeLessThan(2000);
    await redis.start();
    await until(async () => {
      const id = await jobs.enqueueRead(ask('event.T.C.2'), 'text').catch(() => null);
      return id !== null;
    });
  });

  it('the asking side opens without Redis and works once it is there', async () => {
    await redis.end('SIGKILL');
    const late = await openJobs({ url: redis.url, records, now, onError });
    closing.push(() => late.close());
    await expect(late.enqueueRead(ask('event.T.C.3'), 'text')).rejects.toMatchObject({ code: 'queue-down' });
    await redis.start();
    await until(async () => (await late.enqueueRead(ask('event.T.C.3'), 'text').catch(() => null)) !== null);
  });

  it('a collection whose collector was killed is done by another once its lock has ended, and its waiter is answered once', async () => {
    const answers: AnswerPayload[] = [];
    const starts: number[] = [];
    started(
      startAnswerWorker({
        url: redis.url,
        onError,
        onParked: () => {},
        answer: async (payload) => void answers.push(payload),
      }),
    );
    const dying = dyingCollector();
    await jobs.waitFor({ report: 'r1', cluster: 'prod', node: 'node-1', by: { report: 'r1' }, deadlineMs: 60_000 });
    const child = await dying;
    child.kill('SIGKILL');
    started(
      startCollectWorker({
        url: redis.url,
        cluster: 'prod',
        freshMs: 0,
        onError,
        collect: async (_payload, turn) => {
          starts.push(turn.start);
          return 'ref';
        },
      }),
    );
    await until(() => answers.length > 0, 30_000);
    // What docs/operating.md promises is said of the settings: how long it took here is the machine's.
    expect(RECOVERY.lockDuration + RECOVERY.stalledInterval).toBeLessThan(15_000);
    expect(answers).toMatchObject([{ end: 'done', collected: 'ref' }]);
    expect(starts).toEqual([2]);
  });

  it('a collection that must stop with its collector is handed back at once, told so, and answered once', async () => {
    const answers: AnswerPayload[] = [];
    const starts: number[] = [];
    started(
      startAnswerWorker({
        url: redis.url,
        onError,
        onParked: () => {},
        answer: async (payload) => void answers.push(payload),
      }),
    );
    const stop = new AbortController();
    const base = { url: redis.url, cluster: 'prod', freshMs: 0, onError };
    const first = startCollectWorker({
      ...base,
      stop: stop.signal,
      collect: (_payload, { signal }) =>
        new Promise((_, reject) => {
          starts.push(0);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    await jobs.waitFor({ report: 'r3', cluster: 'prod', node: 'node-1', by: { report: 'r3' }, deadlineMs: 60_000 });
    await until(() => starts.length === 1);
    const closed = first.close();
    stop.abort('the collector is shutting down');
    await closed;
    const begun = Date.now();
    started(
      startCollectWorker({
        ...base,
        collect: async (_payload, turn) => {
          starts.push(turn.start);
          return 'ref';
        },
      }),
    );
    await until(() => answers.length > 0, 30_000);
    expect(Date.now() - begun).toBeLessThan(5000);
    expect(answers).toMatchObject([{ end: 'done', collected: 'ref' }]);
    expect(starts).toEqual([0, 2]);
  });

  it('a collection that kills three collectors is given up, and its waiter is answered once', async () => {
    const answers: AnswerPayload[] = [];
    const answer = async (payload: AnswerPayload): Promise<void> => void answers.push(payload);
    started(startAnswerWorker({ url: redis.url, onError, onParked: () => {}, answer }));
    await jobs.waitFor({ report: 'r2', cluster: 'prod', node: 'node-1', by: { report: 'r2' }, deadlineMs: 600_000 });
    for (let kills = 0; kills < 3; kills += 1) (await dyingCollector()).kill('SIGKILL');
    let again = 0;
    started(
      startCollectWorker({
        url: redis.url,
        cluster: 'prod',
        freshMs: 0,
        onError,
        collect: async () => {
          again += 1;
          return 'ref';
        },
      }),
    );
    await until(() => answers.length > 0, 60_000);
    expect(answers).toMatchObject([{ end: 'stalled', waiter: { report: 'r2' } }]);
    expect(again).toBe(0);
  }, 120_000);
});
