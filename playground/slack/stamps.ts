/** Mints message timestamps: unique, rising, `seconds.microseconds` like Slack's. `now` is in milliseconds. */
export function createStamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(Math.floor(now() * 1000), last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
}

/** A message timestamp as milliseconds since 1970. */
export const stampToMillis = (ts: string): number => Number(ts) * 1000;
