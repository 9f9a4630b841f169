import { type DefaultJobOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { type ConnectionUse, openRedis } from '../records/connect.js';
import { ANSWER_QUEUE, CASE_QUEUE, collectQueueName, DEADLINE_QUEUE, QUEUE_PREFIX, READ_QUEUE } from './ids.js';

/**
 * Finished ids are kept two hours: Slack delivers again for up to an hour and more after trouble, and an id that is still known
 * makes the second delivery a no-op. Failed ones stay a week for whoever looks into it. No count limit: it would cut the hours.
 */
const KEEP: DefaultJobOptions = { removeOnComplete: { age: 2 * 3600 }, removeOnFail: { age: 7 * 24 * 3600 } };

const BACKOFF = { type: 'exponential', delay: 500 } as const;
/** The same pauses, but its worker may give up earlier: see `pauseBeforeNext`. */
const PATIENT = { type: 'patient' } as const;

/** Attempts before a job is parked; eight with doubled pauses outlast a minute of trouble at Slack. A collection is never repeated by the queue: it may have started processes on the node. */
export const ATTEMPTS = { read: 8, answer: 8, deadline: 10, collect: 1, case: 12 } as const;
/** Attempts for what is no passing trouble: a bug stays one, and somebody waits for a word. */
const ATTEMPTS_AT_A_BUG = 3;

/** @returns milliseconds until the next attempt; -1: park it. */
export function pauseBeforeNext(failures: number, passing: boolean): number {
  return failures >= ATTEMPTS_AT_A_BUG && !passing ? -1 : BACKOFF.delay * 2 ** (failures - 1);
}

export interface Queues {
  readonly read: Queue;
  readonly answer: Queue;
  readonly deadline: Queue;
  /** What cases ask for: timers, pages, drawings. */
  readonly cases: Queue;
  collect(cluster: string): Queue;
  /** The one connection under them all. */
  readonly redis: Redis;
  close(): Promise<void>;
}

/** The queues on one connection of their own; every one has its `error` listener. */
export function openQueues(url: string, use: ConnectionUse, onError: (error: Error) => void): Queues {
  const redis = openRedis(url, use, onError);
  const open = (name: string, attempts: number, backoff: DefaultJobOptions['backoff'] = BACKOFF): Queue => {
    const queue = new Queue(name, {
      connection: redis,
      prefix: QUEUE_PREFIX,
      // Somebody waits for the answer of an `ask` queue: better an error now than an answer never. The version check asks
      // Redis while it opens, and a queue whose opening failed would stay unusable after Redis came back.
      skipWaitingForReady: use === 'ask',
      skipVersionCheck: use === 'ask',
      defaultJobOptions: { ...KEEP, attempts, backoff },
    });
    queue.on('error', onError);
    return queue;
  };
  const collects = new Map<string, Queue>();
  const queues = {
    redis,
    read: open(READ_QUEUE, ATTEMPTS.read, PATIENT),
    answer: open(ANSWER_QUEUE, ATTEMPTS.answer),
    deadline: open(DEADLINE_QUEUE, ATTEMPTS.deadline),
    cases: open(CASE_QUEUE, ATTEMPTS.case, PATIENT),
    collect(cluster: string): Queue {
      const known = collects.get(cluster);
      if (known !== undefined) return known;
      const queue = open(collectQueueName(cluster), ATTEMPTS.collect);
      collects.set(cluster, queue);
      return queue;
    },
    async close(): Promise<void> {
      const all = [queues.read, queues.answer, queues.deadline, queues.cases, ...collects.values()];
      await Promise.all(all.map((queue) => queue.close()));
      redis.disconnect();
    },
  };
  return queues;
}
