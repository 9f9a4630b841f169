import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCollector, run } from '../../src/collector.js';
import { loadConfig } from '../../src/config.js';
import type { AnswerPayload } from '../../src/jobs/payloads.js';
import { type Jobs, openJobs } from '../../src/jobs/producer.js';
import { type Running, startAnswerWorker } from '../../src/jobs/workers.js';
import { createLog } from '../../src/log.js';
import type { Records } from '../../src/records/records.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

const KUBECTL = fileURLToPath(new URL('../../playground/kubectl/kubectl', import.meta.url));
let redis: TestRedis;
let records: Records;
let jobs: Jobs;
let collector: RunningCollector;
let answering: Running;
const answers: AnswerPayload[] = [];
const log: string[] = [];
const onError = (): void => {};

beforeAll(async () => {
  redis = await startRedis();
  records = await testRecords(redis.url);
  jobs = await openJobs({ url: redis.url, records, now: () => new Date().toISOString(), onError });
  answering = startAnswerWorker({
    url: redis.url,
    onError,
    onParked: () => {},
    answer: async (payload) => void answers.push(payload),
  });
  const config = loadConfig(
    { REDIS_URL: redis.url, KUBECTL, PLEGMATIC_CONFIG: 'config' },
    () => 'clusters: {demo: {context: demo}}',
  );
  collector = await run(config, {
    log: createLog({ level: 'info' }, { write: (line) => void log.push(line) }),
    env: process.env,
  });
});
afterAll(async () => {
  await collector.stop();
  await answering.close();
  await jobs.close();
  records.redis.disconnect();
  await redis.end('SIGKILL');
});

const collectFrom = async (node: string, charge?: string): Promise<AnswerPayload> => {
  const report = `event.T.C.${node}`;
  await jobs.waitFor({ report, cluster: 'demo', node, by: { user: 'U1', report }, deadlineMs: 60_000, charge });
  await until(() => answers.some(({ waiter }) => waiter.report === report), 60_000);
  return answers.find(({ waiter }) => waiter.report === report) as AnswerPayload;
};

describe('the collector', () => {
  it('publishes the nodes of its clusters', async () => {
    await until(async () => (await records.inventory.get('demo')) !== null);
    const known = await records.inventory.get('demo');
    expect(known?.stale).toBe(false);
    expect(known?.inventory.nodes.map(({ name }) => name)).toContain('cpu-7');
  });

  it('brings the facts of a node to whoever waits, and leaves an audit record', async () => {
    const answer = await collectFrom('cpu-7');
    expect(answer.end).toBe('done');
    const stored = await records.collected.get(answer.collected ?? '');
    expect(stored?.collection.step).toBe('exec');
    expect(stored?.facts['runc.version']).toMatchObject({ state: 'known' });
    const audits = log.map((line) => JSON.parse(line).audit).filter((record) => record !== undefined);
    const who = { user: 'U1', report: 'event.T.C.cpu-7' };
    const argv = ['kubectl', '--namespace=plegmatic', 'exec', 'plegmatic-probe-cpu-7', '--container=probe'];
    expect(audits).toEqual([
      {
        ...{ who, cluster: 'demo', node: 'cpu-7', at: expect.stringMatching(/^\d{4}-.*Z$/), result: 'started' },
        what: [...argv, '--', '/plegmatic/probe'],
      },
      {
        ...{ who, cluster: 'demo', node: 'cpu-7', at: expect.stringMatching(/^\d{4}-.*Z$/), ms: expect.any(Number) },
        ...{ what: ['kubectl', 'exec', '/plegmatic/probe'], result: 'exec, complete' },
      },
    ]);
  });

  it('refuses a node that the API server does not know, with a word on what to do', async () => {
    const answer = await collectFrom('no-such-node');
    expect(answer).toMatchObject({ end: 'failed' });
    expect(answer.reason).toContain('kubectl get node no-such-node');
  });

  it('collects once at a time from a node, whatever is asked for and whichever of two collectors does it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plegmatic-alone-'));
    const kubectl = join(folder, 'kubectl');
    // Notes who is inside an exec, and how many were there at once.
    const script = `#!/bin/sh
case "$*" in *" exec "*) ;; *) exec ${KUBECTL} "$@" ;; esac
touch ${folder}/in.$$; ls ${folder} | grep -c '^in\\.' >>${folder}/seen; sleep 0.5
${KUBECTL} "$@"; code=$?; rm ${folder}/in.$$; exit $code
`;
    writeFileSync(kubectl, script, { mode: 0o755 });
    const config = loadConfig(
      { REDIS_URL: redis.url, KUBECTL: kubectl, PLEGMATIC_CONFIG: 'config' },
      () => 'clusters: {twice: {context: demo}}',
    );
    const quiet = { log: createLog({ level: 'silent' }), env: process.env };
    const two = await Promise.all([run(config, quiet), run(config, quiet)]);
    const scopes = ['probe/os', 'probe/limits'];
    for (const [index, scope] of scopes.entries()) {
      const report = `event.T.C.alone-${index}`;
      const by = { user: 'U1', report };
      await jobs.waitFor({ report, cluster: 'twice', node: 'cpu-7', scope, by, deadlineMs: 60_000 });
    }
    await until(
      () => answers.filter(({ waiter }) => waiter.report.startsWith('event.T.C.alone-')).length === 2,
      60_000,
    );
    await Promise.all(two.map((one) => one.stop()));
    const seen = readFileSync(join(folder, 'seen'), 'utf8').trim().split('\n');
    rmSync(folder, { recursive: true, force: true });
    expect(seen).toEqual(['1', '1']);
  });

  it('gives back what nothing ran for', async () => {
    const paid = { id: 'event.T.C.nowhere nowhere ', user: 'U1', cluster: 'demo' };
    const allowance = { perUser: 1, perCluster: 10 };
    expect(await records.budgets.take(paid, allowance)).toEqual({ ok: true });
    await collectFrom('nowhere', paid.id);
    expect(await records.budgets.take({ ...paid, id: 'next' }, allowance)).toEqual({ ok: true });
  });
});
