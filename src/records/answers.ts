import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PREFIX } from './stored.js';

/** Where the answer to a report stands in Slack. */
export const post = z.object({ channel: z.string(), ts: z.string(), thread: z.string().optional() });
export type Post = z.infer<typeof post>;

export type Claim =
  /** Nobody posted yet: post now, then call `posted`. */
  | { readonly state: 'new' }
  /** Somebody was about to post and may have died before saying so: look into the thread before posting again. */
  | { readonly state: 'unsure' }
  /** It stands: edit this message. */
  | { readonly state: 'posted'; readonly post: Post };

/**
 * Slack has no idempotent post. So: claim, post, note the ts. A repeated job finds the ts and edits; only a crash between post and
 * note leaves `unsure`, and then the thread itself is asked (message metadata carries the report id).
 */
export interface Answers {
  claim(report: string, slot?: string): Promise<Claim>;
  posted(report: string, where: Post, slot?: string): Promise<void>;
  where(report: string, slot?: string): Promise<Post | null>;
  /** Stages (first, full, ...) already shown, newest last; so that a late first answer never overwrites a full one. */
  shown(report: string): Promise<readonly string[]>;
  show(report: string, stage: string): Promise<void>;
}

export function openAnswers(redis: Redis, keepSeconds: number): Answers {
  const key = (report: string): string => `${PREFIX}answer:${report}`;
  const where = async (report: string, slot = 'main'): Promise<Post | null> => {
    const text = await redis.hget(key(report), `post:${slot}`);
    return text === null ? null : post.parse(JSON.parse(text));
  };
  return {
    where,
    async claim(report, slot = 'main') {
      const first = await redis.hsetnx(key(report), `claim:${slot}`, '1');
      await redis.expire(key(report), keepSeconds);
      if (first === 1) return { state: 'new' };
      const found = await where(report, slot);
      return found === null ? { state: 'unsure' } : { state: 'posted', post: found };
    },
    async posted(report, place, slot = 'main') {
      await redis.hset(key(report), { [`claim:${slot}`]: '1', [`post:${slot}`]: JSON.stringify(post.parse(place)) });
      await redis.expire(key(report), keepSeconds);
    },
    async shown(report) {
      return await redis.lrange(`${key(report)}:shown`, 0, -1);
    },
    async show(report, stage) {
      await redis.rpush(`${key(report)}:shown`, stage);
      await redis.expire(`${key(report)}:shown`, keepSeconds);
    },
  };
}
