/** A lost Redis is reported by every connection at every retry: two lines a second for each of a dozen. A person needs one now and then. */
const EVERY_MS = 30_000;
const MOST_KEPT = 50;

/** @returns `tell`, which hears the same message at most once in half a minute. */
export function seldom(tell: (error: Error) => void, nowMs: () => number): (error: Error) => void {
  const told = new Map<string, number>();
  return (error) => {
    const now = nowMs();
    const last = told.get(error.message);
    if (last !== undefined && now - last < EVERY_MS) return;
    if (told.size >= MOST_KEPT) told.clear();
    told.set(error.message, now);
    tell(error);
  };
}
