import { setTimeout as sleep } from 'node:timers/promises';
import { openQueues } from '../../src/jobs/queues.js';

/** The queues seen from outside. */
export interface Idle {
  /** Resolves when nothing waits or runs any more, seen three times in a row; false: not before `until` (milliseconds since 1970). */
  reached(until: number): Promise<boolean>;
  /** Jobs that will not be tried again, by queue. */
  parked(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

export function openIdle(redisUrl: string, cluster: string): Idle {
  const queues = openQueues(redisUrl, 'work', () => {});
  // Deadlines are left out: they lie in wait long after their report was answered, and then change nothing.
  const all = [queues.read, queues.answer, queues.collect(cluster)];
  const open = async (): Promise<number> => {
    const counts = await Promise.all(all.map((queue) => queue.getJobCounts('waiting', 'active', 'delayed')));
    return counts.flatMap((count) => Object.values(count)).reduce((a, b) => a + b, 0);
  };
  return {
    async reached(until) {
      for (let quiet = 0; quiet < 3; ) {
        if (Date.now() >= until) return false;
        quiet = (await open()) === 0 ? quiet + 1 : 0;
        await sleep(700);
      }
      return true;
    },
    parked: async () =>
      Object.fromEntries(
        await Promise.all(
          all.map(async (queue) => [`parked in ${queue.name}`, (await queue.getJobCounts('failed')).failed ?? 0]),
        ),
      ),
    close: () => queues.close(),
  };
}
