import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../../playground/slack/start.js';
import type { TestRedis } from '../system/redis.js';
import type { Chance } from './chance.js';
import type { House } from './house.js';

export const KINDS = [
  'bot',
  'collector',
  'redis',
  'socket',
  'ratelimited',
  'status',
  'drop',
  'drop-after',
  'outage',
] as const;
export type Kind = (typeof KINDS)[number];

/** How many of each. */
export type Faults = Readonly<Record<Kind, number>>;

/** What hits, when (milliseconds after the beginning), and for how long it stays away. */
export interface PlannedFault {
  readonly kind: Kind;
  readonly at: number;
  readonly awayMs: number;
  readonly method: string | undefined;
}

/** Slack stays away longer than a process of ours: up to ten seconds. */
const OUTAGE = 4;
const METHODS = ['chat.postMessage', 'chat.update', undefined] as const;

/** Spreads every kind over the span. */
export function planFaults(faults: Faults, spanMs: number, chance: Chance): readonly PlannedFault[] {
  return KINDS.flatMap((kind) =>
    chance
      .moments(faults[kind], spanMs * 0.05, spanMs)
      .map((at) => ({ kind, at, awayMs: chance.between(300, 2500), method: chance.pick(METHODS) })),
  ).sort((a, b) => a.at - b.at);
}

/** Whom the faults hit. */
export interface Victims {
  readonly slack: Slack;
  readonly redis: TestRedis;
  readonly house: House;
}

/** Does it, and undoes what must be undone. Faults of Slack wait for the next call they fit. */
export async function inject({ kind, awayMs, method }: PlannedFault, { slack, redis, house }: Victims): Promise<void> {
  switch (kind) {
    case 'bot':
    case 'collector':
      return house.kill(kind, awayMs);
    case 'redis':
      await redis.end('SIGKILL');
      await sleep(awayMs);
      return redis.start();
    case 'socket':
      return slack.sockets.drop();
    case 'ratelimited':
      slack.faults.plan({ kind, method, retryAfter: Math.ceil(awayMs / 1000) });
      return;
    case 'status':
      slack.faults.plan({ kind, method, status: 503, times: 2 });
      return;
    case 'outage': {
      const over = slack.faults.plan({ kind: 'status', status: 503, times: Number.MAX_SAFE_INTEGER });
      await sleep(OUTAGE * awayMs);
      return over();
    }
    default:
      slack.faults.plan({ kind, method });
  }
}

/** Kills of one kind wait for each other; everything else happens side by side. @returns how many of each process were killed. */
export async function injectAll(
  planned: readonly PlannedFault[],
  victims: Victims,
): Promise<Readonly<Record<string, number>>> {
  const begun = Date.now();
  const lanes = KINDS.map(async (kind) => {
    const mine = planned.filter((fault) => fault.kind === kind);
    for (const fault of mine) {
      await sleep(Math.max(0, begun + fault.at - Date.now()));
      await inject(fault, victims);
    }
    return [kind, mine.length] as const;
  });
  const done = Object.fromEntries(await Promise.all(lanes));
  const { bot = 0, collector = 0, redis = 0, socket = 0, outage = 0 } = done;
  return {
    'bot killed (-9)': bot,
    'collector killed (-9)': collector,
    'redis killed (-9)': redis,
    'sockets cut': socket,
    'outages of Slack': outage,
  };
}

/** What Slack did to us, counted where it happened: its own rate limits as well as those that were planned. */
export function suffered({ world, delivery }: Slack): Readonly<Record<string, number>> {
  const failed = (error: string): number => world.calls.filter((call) => call.error === error).length;
  return {
    '429 with Retry-After': failed('ratelimited'),
    '503 answers': failed('status'),
    'calls cut before the work': failed('drop'),
    'calls cut after the work': failed('drop-after'),
    'deliveries repeated': delivery.log.reduce((sum, { envelopes }) => sum + envelopes.length - 1, 0),
  };
}
