import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import type { z } from 'zod';
import { UserError } from '../errors.js';
import { redisOptions } from '../records/connect.js';
import { ANSWER_QUEUE, answerJobId, DEADLINE_QUEUE, QUEUE_PREFIX, READ_QUEUE } from './ids.js';
import {
  type AnswerPayload,
  answerPayload,
  deadlinePayload,
  type ReadPayload,
  readPayload,
  type Waiter,
} from './payloads.js';
import { openQueues, pauseBeforeNext } from './queues.js';

/** Lock 10 s, looked at every 4 s: the job of a killed worker is back in 14 s at most (with 5 s it was 15.04 once). Twice, then it is parked as poison. */
export const RECOVERY = { lockDuration: 10_000, stalledInterval: 4_000, maxStalledCount: 2 } as const;

export interface Running {
  /** Takes no new job, lets the running ones end, closes the connections. */
  close(): Promise<void>;
}

/**
 * Deaths a reading or an answer may outlive. Ten run side by side, so most of those that die with a process are bystanders; two would
 * park them while a node under the bot restarts it. A text that kills its reader is still parked in the end.
 */
const DEATHS_OF_A_BYSTANDER = 6;

/** Thrown by a processor that must stop in the middle: the job goes back to the queue, for another process. */
export class HandedBack extends Error {
  override readonly name = 'HandedBack';
}

/** What a processor hears about its job besides the payload. */
export interface Turn {
  readonly jobId: string;
  /** 1 for the first start; above 1 the job ran before, perhaps to its end: the work must bear repeating. */
  readonly start: number;
  readonly signal: AbortSignal;
}

/** Called once a job will not be tried again. Its word in the thread: "this one is parked, here is why". */
export type OnParked<T> = (payload: T, error: Error) => Promise<void> | void;

export interface WorkerBase {
  readonly url: string;
  readonly onError: (error: Error) => void;
  readonly concurrency?: number;
  /** True for trouble that passes by itself (Slack is down): worth more attempts than a bug. Default: never. */
  readonly passing?: (error: unknown) => boolean;
  /** Milliseconds to wait before the next attempt, where the error itself says so. */
  readonly pause?: (error: unknown) => number | null;
}

interface Work<T> extends WorkerBase {
  readonly queue: string;
  readonly schema: z.ZodType<T>;
  readonly process: (payload: T, turn: Turn) => Promise<void>;
  readonly onParked: OnParked<T>;
  /** How often its process may die under a job before that is parked; default `RECOVERY.maxStalledCount`. */
  readonly deaths?: number;
}

/** One BullMQ worker; the payload is parsed before anyone trusts it. */
export function startWorker<T>(work: Work<T>): Running {
  const run = async (job: Job, token?: string, signal?: AbortSignal): Promise<void> => {
    const payload = work.schema.safeParse(job.data);
    if (!payload.success) throw new UnrecoverableError(`payload unreadable: ${payload.error.message}`);
    const turn = { jobId: job.id ?? '', start: job.attemptsStarted, signal: signal ?? new AbortController().signal };
    try {
      await work.process(payload.data, turn);
    } catch (error) {
      if (error instanceof HandedBack) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      // What is told to people does not get better by repetition, except a queue that comes back.
      if (error instanceof UserError && error.code !== 'queue-down')
        throw Object.assign(new UnrecoverableError(error.message), { cause: error });
      throw error;
    }
  };
  const worker = new Worker(work.queue, run, {
    connection: redisOptions(work.url, 'work'),
    prefix: QUEUE_PREFIX,
    concurrency: work.concurrency ?? 1,
    ...RECOVERY,
    maxStalledCount: work.deaths ?? RECOVERY.maxStalledCount,
    settings: {
      backoffStrategy: (failures, _type, error) =>
        work.pause?.(error) ?? pauseBeforeNext(failures, work.passing?.(error) === true),
    },
  });
  worker.on('error', work.onError);
  worker.on('failed', (job, error) => {
    if (job === undefined || job.finishedOn === undefined) return;
    const payload = work.schema.safeParse(job.data);
    if (!payload.success) return work.onError(error);
    Promise.resolve()
      .then(() => work.onParked(payload.data, error.cause instanceof UserError ? error.cause : error))
      .catch(work.onError);
  });
  return { close: () => worker.close() };
}

export interface ReadWorkerOptions extends WorkerBase {
  readonly read: (payload: ReadPayload, turn: Turn) => Promise<void>;
  readonly onParked: OnParked<ReadPayload>;
}

/** Reads reports; ten at once, for most of the time goes to Slack's answers. */
export const startReadWorker = (options: ReadWorkerOptions): Running =>
  startWorker({
    concurrency: 10,
    deaths: DEATHS_OF_A_BYSTANDER,
    ...options,
    queue: READ_QUEUE,
    schema: readPayload,
    process: options.read,
  });

export interface AnswerWorkerOptions extends WorkerBase {
  readonly answer: (payload: AnswerPayload, turn: Turn) => Promise<void>;
  readonly onParked: OnParked<AnswerPayload>;
}

/** Judges and edits, one job per waiter. */
export const startAnswerWorker = (options: AnswerWorkerOptions): Running =>
  startWorker({
    concurrency: 10,
    deaths: DEATHS_OF_A_BYSTANDER,
    ...options,
    queue: ANSWER_QUEUE,
    schema: answerPayload,
    process: options.answer,
  });

export interface DeadlineWorkerOptions extends WorkerBase {
  /** What is known of the collection so far, for the reply; a reference into `records.collected`. */
  readonly known?: (who: Waiter) => Promise<string | null>;
}

/** Answers those whose collection never ended. The answer's id makes it a no-op for everyone who was answered before. */
export function startDeadlineWorker(options: DeadlineWorkerOptions): Running {
  const queues = openQueues(options.url, 'work', options.onError);
  const worker = startWorker({
    ...options,
    concurrency: options.concurrency ?? 10,
    deaths: DEATHS_OF_A_BYSTANDER,
    queue: DEADLINE_QUEUE,
    schema: deadlinePayload,
    async process({ waiter }) {
      const known = await options.known?.(waiter);
      const payload: AnswerPayload = {
        waiter,
        end: 'deadline',
        reason: 'the collection did not end in time',
        ...(typeof known === 'string' ? { collected: known } : {}),
      };
      await queues.answer.add('answer', payload, { jobId: answerJobId(waiter.id) });
    },
    onParked: (_payload, error) => options.onError(error),
  });
  return {
    async close() {
      await worker.close();
      await queues.close();
    },
  };
}
