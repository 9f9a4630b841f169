/** A page that was not delivered, and may be by another try. */
export class PageError extends Error {
  override readonly name = 'PageError';
  /** Milliseconds that the other side asked us to wait; null: it did not say. */
  readonly afterMs: number | null;
  constructor(message: string, afterMs: number | null, cause?: unknown) {
    super(message, { cause });
    this.afterMs = afterMs;
  }
}
