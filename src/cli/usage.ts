/** The contract's exit codes. */
export const EXIT = { recognised: 0, failure: 1, usage: 2, nothing: 3 } as const;

/** What was typed or fed in cannot be worked with: what, why, and what to do instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
