import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Redis } from 'ioredis';
import { UserError } from '../errors.js';
import { PREFIX } from './stored.js';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Removes secrets; texts are stored only through it. */
export type Redact = (
  text: string,
) => Promise<{ readonly text: string; readonly counts: Readonly<Record<string, number>> }>;

/** Pasted text and files by reference: redacted, compressed, capped, forgotten after a while. */
export interface Texts {
  /** Returns the reference. The same id overwrites. UserError text-too-long above the cap. */
  put(text: string, id: string): Promise<string>;
  /** null when it expired. */
  get(ref: string): Promise<string | null>;
}

export interface TextLimits {
  /** Bytes of UTF-8. */
  readonly maxBytes: number;
  readonly keepSeconds: number;
}

export function openTexts(redis: Redis, redact: Redact, limits: TextLimits): Texts {
  const key = (ref: string): string => `${PREFIX}text:${ref}`;
  return {
    async put(text, id) {
      const bytes = Buffer.byteLength(text);
      if (bytes > limits.maxBytes) {
        const megabytes = (n: number): string => (n / 1024 / 1024).toFixed(1);
        throw new UserError('text-too-long', {
          message: `The text has ${megabytes(bytes)} MB and I read at most ${megabytes(limits.maxBytes)} MB`,
          next: 'Send the part around the first error, or the last thousand lines',
        });
      }
      const clean = await redact(text);
      // Logs shrink about tenfold; level 1 keeps a 20 MB file under half a second.
      await redis.set(key(id), await pack(clean.text, { level: 1 }), 'EX', limits.keepSeconds);
      return id;
    },
    async get(ref) {
      const stored = await redis.getBuffer(key(ref));
      return stored === null ? null : (await unpack(stored)).toString('utf8');
    },
  };
}
