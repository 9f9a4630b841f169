import { keyOf } from './case.js';
import { better, isWorse } from './cause.js';
import { escalateByPolicy, tell } from './escalation.js';
import type { CaseEvent } from './events.js';
import { afterWorse } from './mute.js';
import { learn, looked, lookFurther, quieten, see } from './places.js';
import { isUrgent } from './policy.js';
import { startRecheck } from './recheck.js';
import { endCase } from './response.js';
import type { Turn } from './turn.js';

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;

/** An alert of this cause. The first arms the timers of a case nobody asked for. */
export function seen(turn: Turn, event: Of<'seen'>): void {
  const first = turn.case.alerts === 0;
  const before = turn.case;
  turn.set({ alerts: before.alerts + (event.alerts ?? 1), lastAt: latest(event.at, before.lastAt) });
  see(turn, event.places);
  if (event.critical && !before.cause.critical) turn.set({ cause: { ...before.cause, critical: true } });
  if (first && before.origin === 'alert') arm(turn);
  worseNews(turn, before.cause);
  lookFurther(turn);
  if (!first) turn.show(false);
}

const latest = (a: string, b: string): string => [a, b].sort()[1] ?? b;

/** Watches for the silence that ends an alert's case, and for the time in which somebody should have acknowledged. */
export function arm(turn: Turn): void {
  watchQuiet(turn);
  const { afterMinutes } = turn.policy.automatic;
  if (afterMinutes !== undefined)
    turn.ask({ kind: 'timer', at: turn.in(afterMinutes), timer: { kind: 'unacknowledged' } });
}

export function watchQuiet(turn: Turn): void {
  const since = turn.case.lastAt;
  const at = new Date(Date.parse(since) + turn.policy.windowMinutes * 60_000).toISOString();
  turn.set({ watch: since });
  turn.ask({ kind: 'timer', at, timer: { kind: 'quiet', since } });
}

/** A whole diagnosis: the cause may be known now, or be worse than it looked. */
export function judged(turn: Turn, { cause, looks }: Of<'judged'>): void {
  const { cause: before, places } = turn.case;
  const now = better(cause, before);
  const told = turn.case.judged && now.signature === before.signature && now.certainty === before.certainty;
  turn.set({ judged: true, ...(JSON.stringify(now) === JSON.stringify(before) ? {} : { cause: now }) });
  // From now on alerts of this cause belong here, whatever they are called. A possible cause is not enough: another may be shown.
  const key = keyOf(turn.case.scope, now, '');
  if (now.certainty === 'confirmed' && !turn.case.keys.includes(key)) turn.set({ keys: [...turn.case.keys, key] });
  if (!told) {
    const node = looks[0]?.node ?? null;
    turn.note({ kind: 'judged', at: turn.at, title: now.title, certainty: now.certainty, node });
  }
  learn(turn, looks);
  // What was shown a moment ago did not know this yet; a case that is only one answer so far shows nothing of its own.
  if (turn.case.places !== places && (places.length > 1 || turn.case.phase.kind !== 'open')) turn.show(false);
  worseNews(turn, before);
  escalateByPolicy(turn);
  lookFurther(turn);
}

/** Worse news breaks a mute, and does not wait for the morning. */
function worseNews(turn: Turn, before: Turn['case']['cause']): void {
  afterWorse(turn);
  const { phase, cause, mute } = turn.case;
  if (phase.kind === 'held' && mute === null && isWorse(cause, before) && isUrgent(turn.policy, cause))
    tell(turn, phase.next);
}

/** The alerts say that it is over: a last look decides; where none is possible, the alerts are believed. */
export function quieted(turn: Turn, { places }: Of<'quieted'>): void {
  quieten(turn, places);
  const { phase, places: all, recheck } = turn.case;
  if (phase.kind === 'resolved') return;
  turn.show(false);
  if (!all.every(({ quiet }) => quiet) || recheck !== null) return;
  if (looked(turn.case).length > 0) startRecheck(turn);
  else endCase(turn, 'alert');
}
