import { Refusal } from './refusal.js';

/** Calls a minute per tier (https://docs.slack.dev/apis/web-api/rate-limits); `post` is one a second and channel. */
const PER_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100, post: 60, none: Number.POSITIVE_INFINITY } as const;
export type Tier = keyof typeof PER_MINUTE;

/** How many posts in a row a channel takes before the one-a-second rule bites. Slack says "short bursts" without a number. */
const POST_BURST = 5;

/** A bucket of tokens per method, and per channel for posts. `on` switches all of it. */
export class RateLimits {
  on: boolean;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(now: () => number, on: boolean) {
    this.#now = now;
    this.on = on;
  }

  /** Takes one token or refuses with `ratelimited`, HTTP 429 and Retry-After in whole seconds. */
  spend(method: string, tier: Tier, channel = ''): void {
    if (!this.on || tier === 'none') return;
    const perMs = PER_MINUTE[tier] / 60_000;
    const most = tier === 'post' ? POST_BURST : PER_MINUTE[tier];
    const key = tier === 'post' ? `post ${channel}` : method;
    const bucket = this.#buckets.get(key) ?? { tokens: most, at: this.#now() };
    bucket.tokens = Math.min(most, bucket.tokens + (this.#now() - bucket.at) * perMs);
    bucket.at = this.#now();
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) {
      const wait = Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
      throw new Refusal('ratelimited', {}, 429, { 'retry-after': String(wait) });
    }
    bucket.tokens -= 1;
  }
}
