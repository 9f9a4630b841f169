import { isWorse } from './cause.js';
import { escalateByPolicy, tell } from './escalation.js';
import type { Turn } from './turn.js';

/** Nobody is told anything until then; never longer than the policy allows. */
export function mute(turn: Turn, by: string, minutes: number): void {
  const until = turn.in(Math.max(1, Math.min(minutes, turn.policy.muteMinutes)));
  turn.set({ mute: { until, by, cause: turn.case.cause } });
  turn.note({ kind: 'muted', at: turn.at, by, until });
  turn.ask({ kind: 'timer', at: until, timer: { kind: 'mute', until } });
  turn.show();
}

export function unmute(turn: Turn, why: 'over' | 'worse' | 'asked'): void {
  turn.set({ mute: null });
  turn.note({ kind: 'unmuted', at: turn.at, why });
  turn.show();
  const { phase } = turn.case;
  if (phase.kind === 'held' && phase.until <= turn.at) tell(turn, phase.next);
  else if (why !== 'over' && phase.kind === 'held' && heldByMute(turn)) tell(turn, phase.next);
  escalateByPolicy(turn);
}

/** A mute is about what was known when it was set. */
export function afterWorse(turn: Turn): void {
  const { mute: set, cause } = turn.case;
  if (set !== null && isWorse(cause, set.cause)) unmute(turn, 'worse');
}

function heldByMute(turn: Turn): boolean {
  return turn.case.timeline.findLast((entry) => entry.kind === 'held')?.why === 'mute';
}
