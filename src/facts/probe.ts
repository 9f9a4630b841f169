import { type Facts, unknown } from './fact.js';

/** What one probe printed, as far as it came. */
export interface ProbeOutput {
  readonly id: string;
  readonly text: string;
  /** Its exit code; null where the output broke off before it was printed. 0 read, 3 not on this node, 124 deadline. */
  readonly exit: number | null;
  /** False when lines may be missing: cap, deadline, broken stream. */
  readonly complete: boolean;
  /** A sentence why it is not complete. */
  readonly reason?: string;
  readonly milliseconds?: number;
}

/** What a parser reads: the first look, and the second one of the probes that look twice. */
export interface Looked extends ProbeOutput {
  readonly again?: ProbeOutput;
  /** The counters some minutes ago, as the recorder of the probe pod keeps them (`cgroup.before`). */
  readonly before?: ProbeOutput;
  /** When the collection began, ISO 8601 UTC. */
  readonly at?: string;
  /** The node's own clock; absent where it could not be read. */
  readonly clock?: NodeClock;
}

export interface NodeClock {
  /** ISO 8601 UTC. */
  readonly utc: string;
  /** Local time minus UTC. */
  readonly zoneMinutes: number;
  readonly uptimeSeconds?: number;
}

export type Parser = (looked: Looked) => Facts;

/** Text behind `@ KEY ` on the first line that has it: the probe's own words, never what it read. */
export function said(text: string, key: string): string | undefined {
  return allSaid(text, key)[0];
}

export function allSaid(text: string, key: string): string[] {
  const start = `@ ${key} `;
  return linesOf(text).flatMap((line) => (line.startsWith(start) ? [line.slice(start.length).trim()] : []));
}

export function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n');
}

/** @returns every name as unknown for one reason. */
export function allUnknown(names: readonly string[], reason: string, at?: string): Facts {
  return Object.fromEntries(names.map((name) => [name, unknown(reason, { at })]));
}

/** A whole number, or null for anything else (`max`, `-`, empty). Larger than a double holds exactly: rounded. */
export function count(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
