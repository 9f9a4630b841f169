import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CasePayload, startCaseWorker } from '../../src/jobs/cases.js';
import { type Jobs, openJobs } from '../../src/jobs/producer.js';
import { transition } from '../../src/oncall/transition.js';
import type { Records } from '../../src/records/records.js';
import { cause, escalate, policy, seen, tier } from '../oncall/made.js';
import { startRedis, type TestRedis, testRecords, until } from './redis.js';

let redis: TestRedis;
let records: Records;
let jobs: Jobs;
const now = (): string => new Date().toISOString();
const open = async (): Promise<Jobs> =>
  await openJobs({
    url: redis.url,
    records,
    now,
    policy: policy({ tiers: [tier({ users: ['U1'], afterMinutes: 1 / 60 }), tier({ users: ['U2'] })] }),
    onError: () => {},
  });
beforeAll(async () => {
  redis = await startRedis();
  records = await testRecords(redis.url);
  jobs = await open();
});
afterAll(async () => {
  await jobs.close();
  records.redis.disconnect();
  await redis.end('SIGKILL');
});
const opening = (id: string, signature: string) => ({
  id,
  report: `report-${id}`,
  scope: 'prod',
  name: 'Alert',
  specific: true,
  origin: 'alert' as const,
  channel: 'C1',
  at: now(),
  cause: cause({ signature }),
  what: 'Alert',
});

describe('cases in Redis', () => {
  it('are one for one cause, whoever opens them at once, and count every alert once', async () => {
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) => jobs.cases.open(opening(`many-${index}`, 'one-cause'))),
    );
    const ids = new Set(opened.map(({ case: { id } }) => id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    // Fifty alerts, each delivered twice, all at once.
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        jobs.cases.tell(id, seen(now(), `node-${index % 7}`), `alert-${index % 50}`),
      ),
    );
    expect(await jobs.cases.get(id)).toMatchObject({ alerts: 50 });
  });

  it('become one when two turn out to have one cause', async () => {
    const first = await jobs.cases.open(opening('first', 'a-cause'));
    const second = await jobs.cases.open(opening('second', 'looks-different'));
    await jobs.cases.tell(first.case.id, seen(now(), 'node-1'), 'x');
    await jobs.cases.tell(second.case.id, seen(now(), 'node-2'), 'y');
    const judged = {
      kind: 'judged',
      at: now(),
      looks: [],
      cause: cause({ signature: 'a-cause', certainty: 'confirmed' }),
    } as const;
    await jobs.cases.tell(first.case.id, judged);
    const into = await jobs.cases.tell(second.case.id, judged);
    expect(into).toMatchObject({ id: 'first', alerts: 2, places: [{ node: 'node-1' }, { node: 'node-2' }] });
    expect((await jobs.cases.get('second'))?.phase).toMatchObject({ kind: 'resolved', how: 'joined', into: 'first' });
  });

  it('carry over who has it, and a call that nobody has answered, into the one that goes on', async () => {
    const pair = async (name: string) => {
      const first = await jobs.cases.open(opening(`${name}-first`, name));
      const second = await jobs.cases.open(opening(`${name}-second`, `${name}-other`));
      const judged = {
        kind: 'judged',
        at: now(),
        looks: [],
        cause: cause({ signature: name, certainty: 'confirmed' }),
      } as const;
      await jobs.cases.tell(first.case.id, judged);
      return { second: second.case.id, join: () => jobs.cases.tell(second.case.id, judged) };
    };
    const taken = await pair('taken');
    await jobs.cases.tell(taken.second, { kind: 'acknowledge', at: now(), by: 'U7', road: 'slack' });
    expect(await taken.join()).toMatchObject({ id: 'taken-first', owner: 'U7', phase: { kind: 'acknowledged' } });
    const called = await pair('called');
    await jobs.cases.tell(called.second, escalate(now()));
    expect(await called.join()).toMatchObject({ id: 'called-first', phase: { kind: 'escalating', tier: 0 } });
    const quiet = await pair('quiet');
    expect(await quiet.join()).toMatchObject({ id: 'quiet-first', phase: { kind: 'open' }, round: 0 });
  });

  it('lose nothing when their process dies between storing and queueing, and their timers fire once', async () => {
    const { case: made } = await jobs.cases.open(opening('dying', 'dying-cause'));
    // As a process leaves it that dies at the worst moment: stored, nothing queued.
    const rules = policy({ tiers: [tier({ users: ['U1'], afterMinutes: 1 / 60 }), tier({ users: ['U2'] })] });
    await records.cases.change(made.id, (it) => transition(it, escalate(now()), rules));
    expect((await records.cases.todo(made.id)).map(({ kind }) => kind)).toEqual(['page', 'timer', 'show']);
    const done: string[] = [];
    const carry = ({ case: id, effect }: CasePayload): Promise<unknown> => {
      if (id !== made.id) return Promise.resolve();
      if (effect.kind === 'page') done.push(`page ${effect.step}`);
      if (effect.kind !== 'timer') return Promise.resolve();
      done.push(`timer ${effect.timer.kind}`);
      return jobs.cases.tell(id, { kind: 'timer', at: now(), timer: effect.timer });
    };
    const worker = startCaseWorker({
      url: redis.url,
      onError: () => {},
      run: async (payload) => {
        await carry(payload);
      },
      onParked: () => {},
    });
    const another = await open();
    await Promise.all([jobs.cases.sweep(), another.cases.sweep()]);
    await until(() => done.includes('page 1.1'));
    expect(done.filter((one) => one !== 'timer quiet').sort()).toEqual(['page 1.0', 'page 1.1', 'timer tier']);
    await until(async () => (await records.cases.todo(made.id)).length === 0);
    await worker.close();
    await another.close();
  });
});
