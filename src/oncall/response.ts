import type { CaseEvent } from './events.js';
import type { Ending } from './timeline.js';
import type { Turn } from './turn.js';

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;

/** Somebody has it. Nobody is paged from now on. */
export function acknowledge(turn: Turn, { by, road }: Of<'acknowledge'>): void {
  const { kind } = turn.case.phase;
  if (kind === 'resolved' || kind === 'acknowledged') return;
  take(turn, by, by);
  turn.note({ kind: 'acknowledged', at: turn.at, by, road });
}

/** From one person to another, with what the next one must know. Whoever hands over has acknowledged. */
export function handOver(turn: Turn, { by, to, note }: Of<'hand-over'>): void {
  const { kind } = turn.case.phase;
  if (kind === 'resolved') return;
  if (kind === 'acknowledged') turn.set({ owner: to });
  else take(turn, by, to);
  turn.note({ kind: 'handed-over', at: turn.at, by, to, note });
  turn.ask({ kind: 'tell', whom: to, what: 'handed-over', by, note });
  turn.show();
}

function take(turn: Turn, by: string, owner: string): void {
  turn.set({ phase: { kind: 'acknowledged', by, at: turn.at }, owner });
  reflect(turn, 'acknowledge');
  const { remindMinutes } = turn.policy;
  if (remindMinutes !== undefined)
    turn.ask({ kind: 'timer', at: turn.in(remindMinutes), timer: { kind: 'remind', since: turn.at } });
  turn.show();
}

export function resolve(turn: Turn, { by, road, note }: Of<'resolve'>): void {
  if (turn.case.phase.kind === 'resolved') return;
  if (road === 'slack' && turn.case.owner === null) turn.set({ owner: by });
  endCase(turn, road === 'slack' ? 'person' : 'elsewhere', { by, note });
}

/** The end of a case. A fix is looked at once more after a while, unless a look has just ended it. */
export function endCase(turn: Turn, how: Ending, said: { by?: string; note?: string; into?: string } = {}): void {
  const { by, note, into } = said;
  const who = by === undefined ? {} : { by };
  turn.set({
    phase: { kind: 'resolved', at: turn.at, how, ...who, ...(into === undefined ? {} : { into }) },
    mute: null,
  });
  turn.note({ kind: 'resolved', at: turn.at, how, ...who, ...(note === undefined || note === '' ? {} : { note }) });
  reflect(turn, 'resolve');
  turn.show();
  // Nobody took it up: there is nothing to report on.
  if (how !== 'quiet' && how !== 'joined') turn.ask({ kind: 'report' });
  if ((how === 'person' || how === 'elsewhere') && turn.case.places.some((place) => place.looked !== undefined))
    turn.ask({ kind: 'timer', at: turn.in(turn.policy.recheckMinutes), timer: { kind: 'recheck', since: turn.at } });
}

/** Taken up again by somebody, who has it from now on. */
export function reopen(turn: Turn, { by }: Of<'reopen'>): void {
  const { phase } = turn.case;
  if (phase.kind !== 'resolved' || phase.how === 'joined') return;
  turn.note({ kind: 'reopened', at: turn.at, by });
  turn.set({ phase: { kind: 'acknowledged', by, at: turn.at }, owner: by });
  turn.show();
}

/**
 * Incidents that stand in PagerDuty follow; those of earlier rounds are over. A page that was dropped or failed is told, too: its answer
 * may have been lost, and PagerDuty passes over what it does not know.
 */
function reflect(turn: Turn, action: 'acknowledge' | 'resolve'): void {
  const { pages, round } = turn.case;
  for (const { step, road } of pages)
    if (road === 'pagerduty' && step.startsWith(`${round}.`)) turn.ask({ kind: 'reflect', step, action });
}
