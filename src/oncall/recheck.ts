import { escalate, escalateByPolicy } from './escalation.js';
import type { CaseEvent } from './events.js';
import { endCase } from './response.js';
import type { Turn } from './turn.js';

/** Collects again from the nodes that were looked at. @param by absent: nobody asked. */
export function startRecheck(turn: Turn, by?: string): void {
  const { recheck, rechecks } = turn.case;
  if (recheck !== null) return;
  const number = rechecks + 1;
  const asker = by === undefined ? {} : { by };
  turn.set({ rechecks: number, recheck: { number, automatic: by === undefined } });
  turn.note({ kind: 'recheck', at: turn.at, ...asker });
  turn.ask({ kind: 'recheck', number, ...asker });
  turn.show();
}

/** What the nodes say after the fix: mended ends the case; still broken opens it again. */
export function rechecked(turn: Turn, event: Extract<CaseEvent, { kind: 'rechecked' }>): void {
  const { recheck, phase } = turn.case;
  if (recheck?.number !== event.number) return;
  const { outcome, reason } = event;
  turn.set({ recheck: null });
  turn.note({ kind: 'rechecked', at: turn.at, outcome, ...(reason === undefined ? {} : { reason }) });
  turn.show();
  if (outcome === 'mended' && phase.kind !== 'resolved') endCase(turn, 'recheck');
  if (outcome === 'still-broken' && phase.kind === 'resolved' && phase.how !== 'joined') breakOpen(turn);
}

function breakOpen(turn: Turn): void {
  const { owner, round } = turn.case;
  turn.note({ kind: 'reopened', at: turn.at });
  if (owner !== null) {
    turn.set({ phase: { kind: 'acknowledged', by: owner, at: turn.at } });
    turn.ask({ kind: 'tell', whom: owner, what: 'still-broken' });
    return;
  }
  turn.set({ phase: { kind: 'open' } });
  if (round > 0) escalate(turn, 'still-broken');
  else escalateByPolicy(turn);
}
