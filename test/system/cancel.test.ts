import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { type RunningCollector, run } from '../../src/collector.js';
import { loadConfig } from '../../src/config.js';
import type { AnswerPayload } from '../../src/jobs/payloads.js';
import { type Jobs, openJobs, type Waiting } from '../../src/jobs/producer.js';
import { type Running, startAnswerWorker } from '../../src/jobs/workers.js';
import { createLog } from '../../src/log.js';
import type { Records } from '../../src/records/records.js';
import { fakeKubectl } from '../collect/fake-kubectl.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

let redis: TestRedis;
let records: Records;
let jobs: Jobs;
let collector: RunningCollector | undefined;
let answering: Running;
let answers: AnswerPayload[];
let log: string[];
const onError = (): void => {};

/** Queue and answers; the collector comes when the test lets it. */
async function stage(): Promise<void> {
  answers = [];
  log = [];
  collector = undefined;
  redis = await startRedis();
  records = await testRecords(redis.url);
  jobs = await openJobs({ url: redis.url, records, now: () => new Date().toISOString(), onError });
  const answer = async (payload: AnswerPayload) => void answers.push(payload);
  answering = startAnswerWorker({ url: redis.url, onError, onParked: () => {}, answer });
}
afterEach(async () => {
  await collector?.stop();
  await answering.close();
  await jobs.close();
  records.redis.disconnect();
  await redis.end('SIGKILL');
});

const collecting = async (kubectl: string): Promise<void> => {
  const yaml = 'clusters: {prod: {}}';
  const config = loadConfig({ REDIS_URL: redis.url, KUBECTL: kubectl, PLEGMATIC_CONFIG: 'c' }, () => yaml);
  const line = createLog({ level: 'info' }, { write: (text) => void log.push(text) });
  collector = await run(config, { log: line, env: process.env });
};
const ask = (report: string, charge?: string): Promise<Waiting> =>
  jobs.waitFor({ report, cluster: 'prod', node: 'node-1', by: { user: 'U1', report }, deadlineMs: 60_000, charge });
const audits = () => log.map((line) => JSON.parse(line).audit).filter((record) => record !== undefined);
const execs = (folder: string): readonly string[] =>
  existsSync(`${folder}/argv`)
    ? readFileSync(`${folder}/argv`, 'utf8')
        .split('\n')
        .filter((line) => / exec |^exec /.test(line))
    : [];

it('kills an exec that hangs, answers, and says on record that it was cancelled', async () => {
  await stage();
  const fake = fakeKubectl('hangs');
  await collecting(fake.path);
  const { waiter } = await ask('r1');
  await until(() => execs(fake.folder).length === 1);
  await jobs.cancel(waiter);
  await until(() => audits().some(({ result }) => result === 'cancelled'));
  expect(audits().map(({ result }) => result)).toEqual(['started', 'cancelled']);
  expect(answers).toMatchObject([{ end: 'cancelled', waiter: { report: 'r1' } }]);
});

it('starts nothing for a collection that was cancelled while it waited its turn, and gives its charge back', async () => {
  await stage();
  const paid = { id: 'r1 node-1 ', user: 'U1', cluster: 'prod' };
  const allowance = { perUser: 1, perCluster: 10 };
  await records.budgets.take(paid, allowance);
  const { waiter } = await ask('r1', paid.id);
  await jobs.cancel(waiter);
  const fake = fakeKubectl('healthy');
  await collecting(fake.path);
  await until(async () => (await records.budgets.take({ ...paid, id: 'next' }, allowance)).ok);
  expect(execs(fake.folder)).toEqual([]);
});

it('whoever asks after the last one stopped waiting gets a collection of their own', async () => {
  await stage();
  const first = await ask('r1');
  await jobs.cancel(first.waiter);
  const second = await ask('r2');
  expect(second.state).toBe('started');
  await collecting(fakeKubectl('healthy').path);
  await until(() => answers.length === 2);
  await sleep(50);
  expect(answers.map(({ waiter, end }) => [waiter.report, end]).sort()).toEqual([
    ['r1', 'cancelled'],
    ['r2', 'done'],
  ]);
});
