import { watchQuiet } from './alerts.js';
import type { Timer } from './effects.js';
import { escalate, escalateByPolicy, tell } from './escalation.js';
import { startRecheck } from './recheck.js';
import { endCase } from './response.js';
import type { Turn } from './turn.js';

type On = { readonly [K in Timer['kind']]: (turn: Turn, timer: Extract<Timer, { kind: K }>) => void };

/** A timer that no longer counts does nothing: what it waited for has happened, or another one took its place. */
const ON: On = {
  tier(turn, { round, tier }) {
    const { phase } = turn.case;
    if (phase.kind === 'escalating' && round === turn.case.round && phase.tier === tier) tell(turn, tier + 1);
  },
  held(turn, { round, until }) {
    const { phase } = turn.case;
    if (phase.kind === 'held' && round === turn.case.round && phase.until === until) tell(turn, phase.next);
  },
  // A mute that is over ends before any event is worked in.
  mute: escalateByPolicy,
  unacknowledged(turn) {
    if (turn.case.phase.kind === 'open') escalate(turn, 'unacknowledged');
  },
  quiet(turn, { since }) {
    const { phase, watch, lastAt } = turn.case;
    if (watch !== since || phase.kind !== 'open') return;
    if (lastAt === since) endCase(turn, 'quiet');
    else watchQuiet(turn);
  },
  recheck(turn, { since }) {
    const { phase } = turn.case;
    if (phase.kind === 'resolved' && phase.at === since) startRecheck(turn);
  },
  remind(turn, { since }) {
    const { phase, owner, mute } = turn.case;
    if (phase.kind !== 'acknowledged' || phase.at !== since || owner === null || mute !== null) return;
    turn.note({ kind: 'reminded', at: turn.at, whom: owner });
    turn.ask({ kind: 'tell', whom: owner, what: 'remind' });
  },
};

export function onTimer<K extends Timer['kind']>(turn: Turn, timer: Extract<Timer, { kind: K }>): void {
  (ON[timer.kind] as (turn: Turn, timer: Timer) => void)(turn, timer);
}
