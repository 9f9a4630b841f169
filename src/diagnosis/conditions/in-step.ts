import { type Reading, unknown } from '../reading.js';

/** A probe of a container that failed, as the kubelet's log tells it. */
export interface FailedProbe {
  readonly symptom: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Pod and container, in the kubelet's words. */
  readonly of: string;
}

/** Later than this the round of whoever comes every few seconds has drifted: each takes a little longer than its pause. */
const WITHIN_MS = 10 * 60_000;
/** Fewer than these meet in a fifth of a round by chance too often. */
const LEAST = 4;
/** What the kubelet's own log lines are worth here: seconds. */
const RESOLUTION_MS = 1000;
/** Once in a hundred such logs this would be so without any rhythm. It only supports a cause, it never decides one. */
const CHANCE = 0.01;

/**
 * Whether failures come at one point of a round that somebody else makes. A probe of one container fails in step with itself, for it is
 * tried every so many seconds; so each container counts once, with its newest failure.
 * @param period of the round, in milliseconds
 */
export function inStep(failures: readonly FailedProbe[], symptom: string, period: number): Reading {
  const own = failures.filter((one) => one.symptom === symptom);
  const last = Math.max(...own.map((one) => one.at));
  const newest = new Map<string, number>();
  for (const { at, of } of own) if (last - at <= WITHIN_MS) newest.set(of, Math.max(at, newest.get(of) ?? 0));
  const phases = [...newest.values()].map((at) => at % period).sort((a, b) => a - b);
  const count = phases.length;
  if (count < LEAST)
    return unknown(
      `of the ${LEAST} containers that it takes to tell a rhythm from chance, ${count} failed a probe within ten minutes`,
    );
  // The shortest piece of the round that holds them all: the whole less its widest gap.
  const gaps = phases.map((phase, index) => (phases[index + 1] ?? (phases[0] ?? 0) + period) - phase);
  const arc = Math.min(period, period - Math.max(...gaps) + RESOLUTION_MS);
  const said = `${count} containers within ${(arc / 1000).toFixed(1)} s of a round of ${period / 1000} s`;
  // n points on a circle all lie in some piece of this length with this chance (exact up to half a round, too large beyond).
  const chance = count * (arc / period) ** (count - 1);
  return { answer: chance < CHANCE ? 'holds' : 'fails', value: said, because: said };
}
