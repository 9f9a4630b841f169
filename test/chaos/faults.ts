import { setTimeout as sleep } from 'node:timers/promises';
import type { Slack } from '../../playground/slack/start.js';
import type { TestRedis } from '../system/redis.js';
import type { Chance } from './chance.js';
import type { House } from './house.js';

export const KINDS = [
  'bot',
  'collector',
  'bot-term',
  'collector-term',
  'redis',
  'socket',
  'refresh',
  'ratelimited',
  'status',
  'hang',
  'drop',
  'drop-after',
  'outage',
] as const;
export type Kind = (typeof KINDS)[number];

/** How many of each; what is not named does not happen. */
export type Faults = Readonly<Partial<Record<Kind, number>>>;

/** One of how many reports each kind strikes: as often as it may over some bad days. */
const SHARE: Readonly<Record<Kind, number>> = {
  bot: 10,
  collector: 10,
  'bot-term': 25,
  'collector-term': 25,
  redis: 25,
  socket: 10,
  refresh: 25,
  ratelimited: 5,
  status: 5,
  hang: 25,
  drop: 10,
  'drop-after': 10,
  outage: 25,
};

/** Reads `bot,collector=2`, `all` or `none`; a kind without a number strikes as often as its share. Throws on any other word. */
export function readFaults(words: string, reports: number): Faults {
  if (words === 'none') return {};
  const asked = words === 'all' ? [...KINDS] : words.split(',');
  return Object.fromEntries(
    asked.map((word) => {
      const [name = '', times] = word.split('=');
      const kind = KINDS.find((one) => one === name);
      const count = times === undefined ? Math.max(1, Math.round(reports / (kind ? SHARE[kind] : 1))) : Number(times);
      if (kind === undefined || !Number.isInteger(count) || count < 0)
        throw new Error(`no fault "${word}"; there are: ${KINDS.join(', ')}`);
      return [kind, count];
    }),
  );
}

/** What hits, when (milliseconds after the beginning), and for how long it stays away. */
export interface PlannedFault {
  readonly kind: Kind;
  readonly at: number;
  readonly awayMs: number;
  readonly method: string | undefined;
  /** Which of several processes, as a number from 0. */
  readonly which: number;
}

/** Slack stays away longer than a process of ours: up to ten seconds. */
const OUTAGE = 4;
const METHODS = ['chat.postMessage', 'chat.update', undefined] as const;

/** Spreads every kind over the span. */
export function planFaults(faults: Faults, spanMs: number, chance: Chance): readonly PlannedFault[] {
  return KINDS.flatMap((kind) =>
    chance.moments(faults[kind] ?? 0, spanMs * 0.05, spanMs).map((at) => ({
      kind,
      at,
      awayMs: chance.between(300, 2500),
      method: chance.pick(METHODS),
      which: Math.floor(chance.between(0, 1000)),
    })),
  ).sort((a, b) => a.at - b.at);
}

/** Whom the faults hit. */
export interface Victims {
  readonly slack: Slack;
  readonly redis: TestRedis;
  readonly house: House;
}

/** Does it, and undoes what must be undone. Faults of Slack wait for the next call they fit. */
export async function inject(
  { kind, awayMs, method, which }: PlannedFault,
  { slack, redis, house }: Victims,
): Promise<void> {
  switch (kind) {
    case 'bot':
    case 'collector':
      return house.end(kind, which, 'SIGKILL', awayMs);
    case 'bot-term':
      return house.end('bot', which, 'SIGTERM', awayMs);
    case 'collector-term':
      return house.end('collector', which, 'SIGTERM', awayMs);
    case 'redis':
      await redis.end('SIGKILL');
      await sleep(awayMs);
      return redis.start();
    case 'socket':
      return slack.sockets.drop();
    case 'refresh':
      return slack.sockets.recycle();
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
  return Object.fromEntries(
    Object.entries(OURS).flatMap(([kind, words]) => (done[kind] ? [[words, done[kind]] as const] : [])),
  );
}

/** What we did ourselves; what Slack did is counted where it happened. */
const OURS = {
  bot: 'bot killed (-9)',
  collector: 'collector killed (-9)',
  'bot-term': 'bot asked to end (SIGTERM)',
  'collector-term': 'collector asked to end (SIGTERM)',
  redis: 'redis killed (-9)',
  socket: 'sockets cut',
  refresh: 'sockets recycled by Slack',
  outage: 'outages of Slack',
} as const;

/** What Slack did to us, counted where it happened: its own rate limits as well as those that were planned. */
export function suffered({ world, delivery }: Slack): Readonly<Record<string, number>> {
  const failed = (error: string): number => world.calls.filter((call) => call.error === error).length;
  return {
    '429 with Retry-After': failed('ratelimited'),
    '503 answers': failed('status'),
    'calls that hung': failed('hang'),
    'calls cut before the work': failed('drop'),
    'calls cut after the work': failed('drop-after'),
    'deliveries repeated': delivery.log.reduce((sum, { envelopes }) => sum + envelopes.length - 1, 0),
  };
}
