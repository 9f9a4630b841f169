/** Timers that know how fast the simulated time runs and can all be stopped. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();
  readonly #scale: number;

  /** `scale` multiplies every wait: 0.01 makes five minutes three seconds. */
  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Runs `action` after `ms` of Slack's time; the answer cancels it. */
  after(ms: number, action: () => void): () => void {
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      action();
    }, ms * this.#scale);
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  stop(): void {
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
