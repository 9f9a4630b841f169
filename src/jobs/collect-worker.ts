import { setTimeout as sleep } from 'node:timers/promises';
import { CollectError, toReason } from '../errors.js';
import { openCancels } from '../records/cancels.js';
import { answerJobId, collectJobId, collectQueueName } from './ids.js';
import { type AnswerPayload, type CollectPayload, collectPayload, type End } from './payloads.js';
import { openQueues } from './queues.js';
import { openWaiters } from './waiters.js';
import { HandedBack, type Running, startWorker, type Turn, type WorkerBase } from './workers.js';

export interface CollectWorkerOptions extends WorkerBase {
  readonly cluster: string;
  /** Hands back what still runs when the process must go: another collector answers, without a second exec. */
  readonly stop?: AbortSignal;
  /** How long a snapshot answers those who come after it. Milliseconds. */
  readonly freshMs: number;
  /**
   * Collects and stores; resolves with the reference into `records.collected`. A CollectError fails the collection with its words.
   * `turn.start` above 1: it ran before and may have started a process on the node. `turn.signal` aborts on cancellation.
   */
  readonly collect: (payload: CollectPayload, turn: Turn) => Promise<string>;
}

/** How often a running collection asks whether it is still wanted. */
const CANCEL_POLL_MS = 500;

const UNWANTED = 'nobody waits for it any more';

interface Outcome {
  readonly end: End;
  readonly more: Pick<AnswerPayload, 'collected' | 'reason'>;
}

/** Runs one collection to whichever end; never throws. */
async function ends(options: CollectWorkerOptions, payload: CollectPayload, turn: Turn): Promise<Outcome> {
  try {
    return { end: 'done', more: { collected: await options.collect(payload, turn) } };
  } catch (error) {
    if (turn.signal.aborted)
      return { end: 'cancelled', more: { reason: `The collection was stopped: ${turn.signal.reason}.` } };
    if (!(error instanceof CollectError)) options.onError(error instanceof Error ? error : new Error(String(error)));
    return { end: 'failed', more: { reason: toReason(error).text } };
  }
}

/**
 * Serves one cluster's queue. However a collection ends, its waiters get one answer job each: here when it ends in the processor,
 * through `onParked` when its workers died under it.
 */
export function startCollectWorker(options: CollectWorkerOptions): Running {
  const queues = openQueues(options.url, 'work', options.onError);
  const waiters = openWaiters(queues.redis);
  // The limit is the cluster's, however many collectors serve it.
  queues
    .collect(options.cluster)
    .setGlobalConcurrency(options.concurrency ?? 1)
    .catch(options.onError);
  const cancels = openCancels(queues.redis);

  const finish = async (
    payload: CollectPayload,
    end: End,
    more: Pick<AnswerPayload, 'collected' | 'reason'>,
  ): Promise<void> => {
    const fresh =
      end === 'done' && more.collected !== undefined
        ? { collected: more.collected, windowMs: options.freshMs }
        : undefined;
    const waiting = await waiters.finish(payload, payload.run, fresh);
    const jobs = waiting.map((who) => ({
      name: 'answer',
      data: { ...more, waiter: who, end } satisfies AnswerPayload,
      opts: { jobId: answerJobId(who.id) },
    }));
    if (jobs.length > 0) await queues.answer.addBulk(jobs);
    await waiters.settle(payload, payload.run);
  };

  const watchCancel = async (job: string, stop: AbortController): Promise<void> => {
    while (!stop.signal.aborted) {
      if (await cancels.requested(job).catch(() => false)) return stop.abort(UNWANTED);
      await sleep(CANCEL_POLL_MS, undefined, { signal: stop.signal }).catch(() => {});
    }
  };

  const worker = startWorker({
    ...options,
    queue: collectQueueName(options.cluster),
    schema: collectPayload,
    async process(payload, turn) {
      const stop = new AbortController();
      for (const signal of [turn.signal, ...(options.stop ? [options.stop] : [])])
        signal.addEventListener('abort', () => stop.abort(signal.reason), { once: true, signal: stop.signal });
      const job = collectJobId(payload, payload.run);
      // Nobody waited any more before its turn came: nothing is started.
      if (await cancels.requested(job).catch(() => false)) stop.abort(UNWANTED);
      else void watchCancel(job, stop);
      const outcome = await ends(options, payload, { ...turn, signal: stop.signal });
      stop.abort('ended');
      // A snapshot that was stored all the same is worth an answer.
      if (options.stop?.aborted && outcome.end !== 'done') throw new HandedBack();
      await finish(payload, outcome.end, outcome.more);
    },
    onParked: (payload) =>
      finish(payload, 'stalled', { reason: 'the collector died while it was collecting, more than once' }),
  });
  return {
    async close() {
      await worker.close();
      await queues.close();
    },
  };
}
