import type { Redis } from 'ioredis';
import { PREFIX } from './stored.js';

/** "Was it right?" One voice per person and report; a second click changes the voice, never adds one. */
export interface FeedbackRecords {
  say(voice: {
    readonly report: string;
    readonly user: string;
    readonly signature: string;
    readonly right: boolean;
  }): Promise<void>;
  /** By signature id. */
  totals(): Promise<Readonly<Record<string, { readonly right: number; readonly wrong: number }>>>;
}

const SAY = `
local before = redis.call('GET', KEYS[1])
if before == ARGV[1] then return 0 end
if before then redis.call('HINCRBY', KEYS[2], before, -1) end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return redis.call('HINCRBY', KEYS[2], ARGV[1], 1)
`;

export function openFeedback(redis: Redis, keepSeconds: number): FeedbackRecords {
  const counts = `${PREFIX}feedback`;
  return {
    async say({ report, user, signature, right }) {
      const field = `${signature} ${right ? 'right' : 'wrong'}`;
      await redis.eval(SAY, 2, `${PREFIX}voice:${report}:${user}`, counts, field, keepSeconds);
    },
    async totals() {
      const out: Record<string, { right: number; wrong: number }> = {};
      for (const [field, count] of Object.entries(await redis.hgetall(counts))) {
        const [signature = '', side] = field.split(' ');
        const entry = out[signature] ?? { right: 0, wrong: 0 };
        out[signature] = entry;
        if (side === 'right' || side === 'wrong') entry[side] = Number(count);
      }
      return out;
    },
  };
}
