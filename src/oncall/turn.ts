import type { Case } from './case.js';
import type { Effect } from './effects.js';
import type { Policy } from './policy.js';
import { type Entry, MOST_ENTRIES } from './timeline.js';

/** What an event did. */
export interface Change {
  readonly case: Case;
  readonly effects: readonly Effect[];
}

type Unnamed<T> = T extends unknown ? Omit<T, 'id'> : never;

/** One event being worked in: the case as it is so far, and what the world is asked to do. Lives only inside a transition. */
export class Turn {
  case: Case;
  readonly at: string;
  readonly policy: Policy;
  readonly #from: Case;
  readonly #effects: Effect[] = [];

  constructor(from: Case, at: string, policy: Policy) {
    this.#from = from;
    this.case = { ...from, turn: from.turn + 1 };
    this.at = at;
    this.policy = policy;
  }

  set(patch: Partial<Case>): void {
    this.case = { ...this.case, ...patch };
  }

  note(entry: Entry): void {
    const timeline = [...this.case.timeline, entry];
    const full = timeline.length > MOST_ENTRIES;
    if (full) {
      const least = timeline.findIndex(({ kind }) => kind === 'joined' || kind === 'quiet' || kind === 'judged');
      timeline.splice(Math.max(least, 1), 1);
    }
    this.set({ timeline, dropped: this.case.dropped + (full ? 1 : 0) });
  }

  ask(effect: Unnamed<Effect>): void {
    const id = `${this.case.turn}-${this.#effects.length}`;
    this.#effects.push({ ...effect, id } as Effect);
  }

  show(soon = true): void {
    if (!this.#effects.some((effect) => effect.kind === 'show')) this.ask({ kind: 'show', soon });
  }

  /** ISO time so many minutes after this event. */
  in(minutes: number): string {
    return new Date(Date.parse(this.at) + minutes * 60_000).toISOString();
  }

  /** What came of it; an event that changed nothing leaves the case as it was, the count of turns too. */
  get change(): Change {
    const { turn } = this.#from;
    const same = Object.entries(this.case).every(
      ([key, value]) => key === 'turn' || value === this.#from[key as keyof Case],
    );
    if (same && this.#effects.length === 0) return { case: this.#from, effects: [] };
    return { case: { ...this.case, turn: turn + 1 }, effects: this.#effects };
  }
}
