import { retryAfterSeconds } from './slack-errors.js';

interface Task {
  readonly call: () => Promise<void>;
  readonly fail: (error: unknown) => void;
  tries: number;
}

/** First people who are called, then answers that are waited for, then edits. */
export const URGENCIES = ['page', 'answer', 'later'] as const;
export type Urgency = (typeof URGENCIES)[number];

interface Lane {
  readonly waiting: Readonly<Record<Urgency, Task[]>>;
  nextAt: number;
  running: boolean;
}

export interface PaceOptions {
  /** Slack allows about one message a second and channel. */
  readonly everyMs?: number;
  /** A rate limit met in one channel holds in all: Slack counts edits by workspace, posts by channel. */
  readonly shared?: boolean;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const MOST_TRIES = 40;
// Once a shared limit is met, all channels take turns at Slack's fifty a minute for as long as its count goes back.
const SHARED_EVERY_MS = 1200;
const CALM_MS = 60_000;

/**
 * One lane a channel: a call a second, pages ahead of first answers and those ahead of edits, Slack's Retry-After honoured for this lane only, unless limits are shared. The client
 * itself must be built with `rejectRateLimitedCalls`, else one slow channel makes all others wait.
 */
export class Pace {
  readonly #options: PaceOptions;
  readonly #lanes = new Map<string, Lane>();
  #sharedAt = 0;
  #limitedUntil = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Runs `call` when the channel's turn comes. Rejects with the call's own error, unless that is a rate limit: then it waits. */
  run<T>(channel: string, call: () => Promise<T>, urgency: Urgency = 'later'): Promise<T> {
    const lane = this.#lane(channel);
    return new Promise<T>((resolve, reject) => {
      const task = { call: () => call().then(resolve), fail: reject, tries: 0 };
      lane.waiting[urgency].push(task);
      void this.#drain(lane);
    });
  }

  /** True when a call to this channel would run at once. */
  idle(channel: string): boolean {
    const lane = this.#lanes.get(channel);
    return this.#waits(lane) <= 0 && lane?.running !== true;
  }

  /** Milliseconds until the next call of this lane may be made. */
  #waits(lane: Lane | undefined): number {
    return Math.max(lane?.nextAt ?? 0, this.#sharedAt) - this.#options.nowMs();
  }

  #lane(channel: string): Lane {
    const known = this.#lanes.get(channel);
    if (known) return known;
    // A channel that has been quiet for longer than its pause keeps nothing.
    for (const [name, lane] of this.#lanes)
      if (!lane.running && lane.nextAt <= this.#options.nowMs()) this.#lanes.delete(name);
    const lane: Lane = { waiting: { page: [], answer: [], later: [] }, nextAt: 0, running: false };
    this.#lanes.set(channel, lane);
    return lane;
  }

  async #drain(lane: Lane): Promise<void> {
    if (lane.running) return;
    lane.running = true;
    const { everyMs = 1000, nowMs, sleep } = this.#options;
    const next = (): Task[] | undefined =>
      URGENCIES.map((urgency) => lane.waiting[urgency]).find((tasks) => tasks.length > 0);
    while (next() !== undefined) {
      for (let wait = this.#waits(lane); wait > 0; wait = this.#waits(lane)) await sleep(wait);
      // Chosen only after waiting: what became urgent meanwhile goes first.
      const from = next();
      const task = from?.shift();
      if (from === undefined || task === undefined) break;
      lane.nextAt = nowMs() + everyMs;
      if (nowMs() < this.#limitedUntil) this.#sharedAt = nowMs() + SHARED_EVERY_MS;
      try {
        await task.call();
      } catch (error) {
        const after = retryAfterSeconds(error);
        task.tries += 1;
        if (after === null || task.tries >= MOST_TRIES) {
          task.fail(error);
        } else {
          const again = nowMs() + Math.max(after, 1) * 1000;
          if (this.#options.shared) {
            this.#sharedAt = again;
            this.#limitedUntil = again + CALM_MS;
          } else lane.nextAt = again;
          from.unshift(task);
        }
      }
    }
    lane.running = false;
  }
}
