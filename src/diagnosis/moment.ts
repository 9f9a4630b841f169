import { factSpec } from '../facts/catalogue.js';
import type { Fact } from '../facts/fact.js';
import type { Answer } from './diagnosis.js';
import type { Question } from './reading.js';

/** 15 minutes: the default of the signature format. */
const DEFAULT_WINDOW_MS = 15 * 60_000;
const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** @returns milliseconds of a `within` such as 90s, 15m, 2h or 1d; the default when absent. */
export function windowMs(within: string | undefined): number {
  const parts = within === undefined ? null : /^(\d+)([smhd])$/.exec(within);
  if (parts === null) return DEFAULT_WINDOW_MS;
  return Number(parts[1]) * UNIT_MS[parts[2] as keyof typeof UNIT_MS];
}

/** Two times, either of which may be absent or unreadable: then they are taken as the same moment. */
export function together(a: string | undefined, b: string | undefined, withinMs: number): boolean {
  const left = a === undefined ? Number.NaN : Date.parse(a);
  const right = b === undefined ? Number.NaN : Date.parse(b);
  if (Number.isNaN(left) || Number.isNaN(right)) return true;
  return Math.abs(left - right) <= withinMs;
}

/**
 * The time rule. A momentary fact may rule out (a failed must, a held refutes) only when it was read near the
 * symptom; later the state that made the symptom may be gone. A held must stays held: the failure is still there.
 * @returns the name of the fact whose moment has passed, or undefined.
 */
export function momentPassed(question: Question, names: readonly string[], answer: Answer): string | undefined {
  const deciding = question.role === 'refutes' ? answer === 'holds' : answer === 'fails';
  if (!deciding) return undefined;
  return names.find((name) => {
    const fact: Fact | undefined = question.facts[name];
    return (
      factSpec(name)?.time === 'momentary' &&
      fact?.state === 'known' &&
      !together(fact.at, question.moment, question.withinMs)
    );
  });
}
