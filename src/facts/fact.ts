/**
 * What the node said. A fact is known or unknown; a missing fact is never a false fact, so absence cannot decide a verdict.
 */

/**
 * standing: true until somebody changes it (versions, configuration).
 * momentary: true when it was read (processes, pipes, levels); may rule out only near the symptom's time.
 * cumulative: a total since some start (refused forks, OOM kills); only its growth speaks about now.
 */
export type FactTime = 'standing' | 'momentary' | 'cumulative';

export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;
export type FactValue = string | number | boolean | readonly Row[] | readonly string[];

export interface KnownFact {
  readonly state: 'known';
  readonly value: FactValue;
  /** What the node printed, as it was printed. */
  readonly raw?: string;
  /** Where it was read: a command or a path on the node. */
  readonly source: string;
  /** When it was read, ISO 8601 UTC. Absent: taken together with the report (pasted facts, test cases). */
  readonly at?: string;
  /** False when rows or lines may be missing (output cap, deadline): then absence of a row decides nothing. */
  readonly complete: boolean;
}

export interface UnknownFact {
  readonly state: 'unknown';
  /** A sentence for people: why it is not known. */
  readonly reason: string;
  readonly source?: string;
  readonly at?: string;
}

export type Fact = KnownFact | UnknownFact;

/** By catalogue name. A name that is absent is unknown: "not collected". */
export type Facts = Readonly<Record<string, Fact>>;

interface Origin {
  readonly raw?: string;
  readonly at?: string;
  readonly complete?: boolean;
}

/** @returns a known fact; `complete` defaults to true. */
export function known(value: FactValue, source: string, origin: Origin = {}): KnownFact {
  return { state: 'known', value, source, raw: origin.raw, at: origin.at, complete: origin.complete ?? true };
}

/** @returns an unknown fact; `reason` is a sentence for people. */
export function unknown(reason: string, origin: { readonly source?: string; readonly at?: string } = {}): UnknownFact {
  return { state: 'unknown', reason, source: origin.source, at: origin.at };
}
