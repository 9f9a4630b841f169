import { judged, quieted, seen } from './alerts.js';
import type { Case } from './case.js';
import { afterFailure, escalate, tell } from './escalation.js';
import type { CaseEvent, CaseEventKind } from './events.js';
import { mute, unmute } from './mute.js';
import type { Policy } from './policy.js';
import { rechecked, startRecheck } from './recheck.js';
import { acknowledge, endCase, handOver, reopen, resolve } from './response.js';
import { onTimer } from './timers.js';
import { type Change, Turn } from './turn.js';

type Of<K extends CaseEventKind> = Extract<CaseEvent, { kind: K }>;
type On = { readonly [K in CaseEventKind]: (turn: Turn, event: Of<K>) => void };

const isOver = (turn: Turn): boolean => turn.case.phase.kind === 'resolved';

const ON: On = {
  seen(turn, event) {
    if (!isOver(turn)) seen(turn, event);
  },
  quieted,
  judged,
  escalate: asked,
  acknowledge,
  resolve,
  reopen,
  'hand-over': handOver,
  mute(turn, { by, minutes }) {
    if (!isOver(turn)) mute(turn, by, minutes);
  },
  unmute(turn) {
    if (turn.case.mute !== null) unmute(turn, 'asked');
  },
  recheck(turn, { by }) {
    const { phase } = turn.case;
    if (phase.kind !== 'resolved' || phase.how !== 'joined') startRecheck(turn, by);
  },
  rechecked,
  paged: delivered,
  'not-paged': delivered,
  timer: (turn, { timer }) => onTimer(turn, timer),
  join(turn, { into }) {
    if (!isOver(turn)) endCase(turn, 'joined', { into });
  },
};

/**
 * What one event makes of a case: the case as it is then, and what the world is asked to do. Pure and total: events may be
 * repeated, late, out of order or senseless; what does not apply changes nothing.
 */
export function transition(from: Case, event: CaseEvent, policy: Policy): Change {
  const turn = new Turn(from, event.at, policy);
  const isExpired = (): boolean => turn.case.mute !== null && turn.case.mute.until <= event.at;
  // Whoever takes it in the moment in which a mute ends was first: nobody is called for it.
  if (isExpired() && !TAKES.has(event.kind)) unmute(turn, 'over');
  (ON[event.kind] as (turn: Turn, event: CaseEvent) => void)(turn, event);
  if (isExpired()) unmute(turn, 'over');
  return turn.change;
}

const TAKES: ReadonlySet<CaseEventKind> = new Set(['acknowledge', 'hand-over', 'resolve', 'join']);

/**
 * Somebody escalates: a case that rests begins a round, one that waits for its hour is told now, one under way goes on as it is.
 * After an acknowledgement the next tier is told, for those before it know already.
 */
function asked(turn: Turn, { by, reason }: Of<'escalate'>): void {
  const { phase, mute: muted, round, tiers, pages } = turn.case;
  if (phase.kind === 'resolved' || phase.kind === 'escalating') return;
  if (muted !== null) {
    turn.set({ mute: null });
    turn.note({ kind: 'unmuted', at: turn.at, why: 'asked' });
  }
  const told = pages.filter(({ step }) => step.startsWith(`${round}.`)).map(({ step }) => Number(step.split('.')[1]));
  const next = Math.max(-1, ...told) + 1;
  const waits = phase.kind === 'held' ? phase.next : undefined;
  const goesOn = phase.kind === 'acknowledged' && next > 0 && next < tiers.length ? next : undefined;
  const tier = waits ?? goesOn;
  if (tier === undefined) escalate(turn, reason, by);
  else {
    turn.note({ kind: 'escalated', at: turn.at, reason, ...(by === undefined ? {} : { by }) });
    tell(turn, tier);
  }
}

function delivered(turn: Turn, event: Of<'paged' | 'not-paged'>): void {
  const { step, road } = event;
  const page = turn.case.pages.find((one) => one.step === step && one.road === road);
  if (page === undefined || page.state !== 'asked') return;
  const state = event.kind === 'paged' ? 'sent' : event.dropped ? 'dropped' : 'failed';
  turn.set({ pages: turn.case.pages.map((one) => (one === page ? { ...page, state } : one)) });
  const tier = Number(step.split('.')[1]);
  if (event.kind === 'paged') turn.note({ kind: 'paged', at: turn.at, tier, road, whom: event.whom });
  else turn.note({ kind: 'not-paged', at: turn.at, tier, road, reason: event.reason });
  turn.show();
  if (state === 'failed') afterFailure(turn, step);
}
