import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../errors.js';
import { NOBODY, type Policy } from '../oncall/policy.js';
import type { Records } from '../records/records.js';
import { redactNow } from '../redact/redact.js';
import { type CaseDesk, openCaseDesk } from './cases.js';
import { answerJobId, collectJobId, deadlineJobId, waiterId } from './ids.js';
import {
  type AnswerPayload,
  type CollectPayload,
  collectPayload,
  type End,
  type ReadInput,
  readPayload,
  type Scoped,
  type Waiter,
  waiter,
} from './payloads.js';
import { openQueues } from './queues.js';
import { openWaiters } from './waiters.js';

export interface WaitInput extends Scoped {
  readonly report: string;
  readonly by: CollectPayload['by'];
  /** After this the answer is given with what is known. Milliseconds. */
  readonly deadlineMs: number;
  /** What this collection is charged under, for whoever finds that nothing ran. */
  readonly charge?: string;
  /** Tells a recheck from the first wait of the same report (the button's action ts). */
  readonly again?: string;
  /** Collect even when a snapshot of a moment ago exists. */
  readonly force?: boolean;
  /** One of many nodes of a sweep: whoever waits for a single node goes first. */
  readonly patient?: boolean;
}

export type Waiting =
  /** `fresh`: the answer job is queued already. `answered`: this waiter had its answer before. */
  | { readonly state: 'fresh' | 'answered'; readonly waiter: Waiter }
  | { readonly state: 'started' | 'joined'; readonly waiter: Waiter; readonly run: number };

export interface Jobs {
  /** Stores the text (redacted) and the job; resolves only when both are stored. Same id: once. Rejects with UserError queue-down. */
  enqueueRead(input: Omit<ReadInput, 'text'>, text: string): Promise<{ readonly id: string }>;
  /** Registers a waiter, its deadline, and makes sure that a collection is on its way. Exactly one answer job follows. */
  waitFor(input: WaitInput): Promise<Waiting>;
  /** Takes one waiter out and answers it as cancelled; stops the collection when nobody else waits. */
  cancel(who: Waiter): Promise<{ readonly was: boolean }>;
  /** Collections of the same cluster that start before this node's; 0 when it runs, is next, or nobody knows. */
  before(node: Scoped): Promise<number>;
  /** Jobs waiting and running, for App Home, doctor and metrics. */
  counts(clusters: readonly string[]): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  /** What becomes of causes: opened, joined, escalated, resolved. Rejects with UserError queue-down. */
  readonly cases: CaseDesk;
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly url: string;
  readonly records: Records;
  /** ISO 8601 UTC of now. */
  readonly now: () => string;
  /** Of escalations; default: nobody to tell. */
  readonly policy?: Policy;
  readonly onError: (error: Error) => void;
}

const queueDown = (cause: unknown): UserError =>
  new UserError('queue-down', {
    message: 'My queue (Redis) does not answer, so I could not take this report',
    next: 'Paste it again in a minute; whoever runs Plegmatic should look at Redis (`plegmatic doctor`)',
    cause,
  });

async function orQueueDown<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof UserError ? error : queueDown(error);
  }
}

/** Any priority comes after jobs without one. */
const PATIENT = 10;

/** Behind more than this the exact place helps nobody. */
const MOST_COUNTED = 500;

/** A collection whose job ended without finishing its run (crash at the worst moment) is finished by whoever meets it. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'failed', 'unknown']);

/** The asking side of the queues. Waits up to a second for Redis, then opens anyway: later calls fail fast until it is back. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const queues = openQueues(options.url, 'ask', options.onError);
  const waiters = openWaiters(queues.redis);
  const desk = openCaseDesk({
    cases: options.records.cases,
    queues,
    policy: options.policy ?? NOBODY,
    nowMs: () => Date.parse(options.now()),
  });
  const ready = new Promise<void>((resolve) => queues.redis.once('ready', () => resolve()));
  await Promise.race([ready, sleep(1000, undefined, { ref: false })]);

  const answer = async (who: Waiter, end: End, more: Partial<AnswerPayload> = {}): Promise<void> => {
    const payload: AnswerPayload = { ...more, waiter: who, end };
    await queues.answer.add('answer', payload, { jobId: answerJobId(who.id) });
  };

  const start = async (who: Waiter, input: WaitInput): Promise<Waiting> => {
    for (let tries = 0; tries < 3; tries += 1) {
      const got = await waiters.register(who, { force: input.force === true });
      if (got.state === 'fresh') {
        await answer(who, 'fresh', { collected: got.collected });
        return { state: 'fresh', waiter: who };
      }
      const payload: CollectPayload = {
        cluster: who.cluster,
        node: who.node,
        scope: who.scope,
        run: got.run,
        by: input.by,
        charge: input.charge,
        at: options.now(),
      };
      const jobId = collectJobId(who, got.run);
      // Joiners add it too: the id makes it a no-op, and it repairs a starter that died before adding.
      const queue = queues.collect(who.cluster);
      await queue.add('collect', payload, { jobId, ...(input.patient === true ? { priority: PATIENT } : {}) });
      if (got.state === 'started') return { state: 'started', waiter: who, run: got.run };
      const state = await queue.getJobState(jobId);
      // A sweep has it queued behind everybody: now somebody waits for this very node.
      if (state === 'prioritized' && input.patient !== true)
        await (await queue.getJob(jobId))?.changePriority({ priority: 0 });
      if (!ENDED.has(state)) {
        // Registered before, by an earlier run of the same job: then it is the one that started it.
        const own = (await queues.collect(who.cluster).getJob(jobId))?.data?.by?.report === input.by.report;
        return { state: own ? 'started' : 'joined', waiter: who, run: got.run };
      }
      for (const left of await waiters.finish(who, got.run)) {
        if (left.id !== who.id) await answer(left, 'stalled', { reason: 'the collection ended without a word' });
      }
      await waiters.settle(who, got.run);
      // It may have ended well while we registered, with us among those answered.
      if ((await queues.answer.getJobState(answerJobId(who.id))) !== 'unknown')
        return { state: 'answered', waiter: who };
    }
    throw queueDown(new Error('a collection could not be opened three times in a row'));
  };

  return {
    enqueueRead(input, text) {
      return orQueueDown(
        (async () => {
          const ref = await options.records.texts.put(text, input.id);
          // Names and file names are typed by people too, and a queue keeps what it is given.
          const names = input.names?.map(redactNow);
          const files = input.files?.map((file) => ({ ...file, ...(file.name ? { name: redactNow(file.name) } : {}) }));
          const payload = readPayload.parse({ ...input, names, files, text: ref });
          await queues.read.add('read', payload, { jobId: `read.${payload.id}` });
          return { id: payload.id };
        })(),
      );
    },
    waitFor(input) {
      const target = { cluster: input.cluster, node: input.node };
      const scope = input.scope === undefined ? {} : { scope: input.scope };
      const id = waiterId(input.report, target, input.again);
      const who = waiter.parse({ id, report: input.report, ...target, ...scope });
      return orQueueDown(
        (async () => {
          if ((await queues.answer.getJobState(answerJobId(id))) !== 'unknown')
            return { state: 'answered', waiter: who };
          // The deadline first: from here on an answer is certain, whatever dies.
          await queues.deadline.add('deadline', { waiter: who }, { jobId: deadlineJobId(id), delay: input.deadlineMs });
          return await start(who, input);
        })(),
      );
    },
    cancel(who) {
      return orQueueDown(
        (async () => {
          const left = await waiters.leave(who);
          if (!left.was) return { was: false };
          if (left.last && left.run !== null) await options.records.cancels.request(collectJobId(who, left.run));
          await answer(who, 'cancelled', { reason: 'cancelled on request' });
          return { was: true };
        })(),
      );
    },
    async before({ cluster, node }) {
      const waiting = await orQueueDown(queues.collect(cluster).getWaiting(0, MOST_COUNTED - 1));
      return Math.max(
        0,
        waiting.findIndex((job) => collectPayload.safeParse(job.data).data?.node === node),
      );
    },
    counts(clusters) {
      const all = [
        queues.read,
        queues.answer,
        queues.deadline,
        queues.cases,
        ...clusters.map((cluster) => queues.collect(cluster)),
      ];
      const one = async (queue: (typeof all)[number]) => [
        queue.name,
        await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
      ];
      return orQueueDown(Promise.all(all.map(one)).then((pairs) => Object.fromEntries(pairs)));
    },
    cases: {
      open: (opening) => orQueueDown(desk.open(opening)),
      get: (id) => orQueueDown(desk.get(id)),
      tell: (id, event, once) => orQueueDown(desk.tell(id, event, once)),
      sweep: () => orQueueDown(desk.sweep()),
    },
    close: () => queues.close(),
  };
}
