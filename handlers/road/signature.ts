import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's advice: what is older than five minutes may be a replay (https://docs.slack.dev/authentication/verifying-requests-from-slack). */
const FRESH_MS = 5 * 60_000;

export interface Signed {
  /** Header `x-slack-signature`: `v0=` and HMAC-SHA256, hex. */
  readonly signature: string | undefined;
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** The body as it came, before any parsing. */
  readonly body: Buffer;
}

/** Why a request is not Slack's, or null when it is. Never says what the right signature would be. */
export function notFromSlack(secret: string, { signature, timestamp, body }: Signed, nowMs: number): string | null {
  if (signature === undefined || timestamp === undefined) return 'it is not signed';
  if (!/^\d{1,12}$/.test(timestamp)) return 'its time is not a number';
  if (Math.abs(nowMs - Number(timestamp) * 1000) > FRESH_MS)
    return 'its time is more than five minutes from ours (a replay, or a wrong clock)';
  const ours = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`);
  const theirs = Buffer.from(signature);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs) ? null : 'its signature is wrong';
}
