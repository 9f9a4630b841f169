import { type Case, MOST_PLACES, type Place } from './case.js';
import { CERTAINTIES } from './cause.js';
import type { Look, Target } from './events.js';
import type { Turn } from './turn.js';

const same = (a: Target, b: Target): boolean => a.cluster === b.cluster && a.node === b.node;

/** Alerts of these nodes arrived: known ones are counted, new ones join. */
export function see(turn: Turn, targets: readonly Target[]): void {
  for (const target of targets) {
    const known = turn.case.places.find((place) => same(place, target));
    if (known !== undefined) {
      replace(turn, { ...known, lastAt: turn.at, alerts: known.alerts + 1, quiet: false });
    } else if (turn.case.places.length < MOST_PLACES) {
      const { cluster, node } = target;
      const place = { cluster, node, firstAt: turn.at, lastAt: turn.at, alerts: 1, quiet: false, asked: false };
      if (turn.case.places.length > 0) turn.note({ kind: 'joined', at: turn.at, node });
      turn.set({ places: [...turn.case.places, place] });
    } else turn.set({ moreAlerts: turn.case.moreAlerts + 1 });
  }
}

/** What collections said; a node nobody alerted about becomes a place as well. */
export function learn(turn: Turn, looks: readonly Look[]): void {
  for (const { cluster, node, ...said } of looks) {
    const known = turn.case.places.find((place) => same(place, { cluster, node }));
    if (known === undefined && turn.case.places.length >= MOST_PLACES) continue;
    const place = known ?? { cluster, node, firstAt: turn.at, lastAt: turn.at, alerts: 0, quiet: false, asked: true };
    // A look that finds less, as after a fix, does not take away what was seen.
    const fades = CERTAINTIES.indexOf(said.certainty) < CERTAINTIES.indexOf(place.looked?.certainty ?? 'not-known');
    const unchanged =
      fades ||
      (place.looked !== undefined && JSON.stringify({ ...said, at: place.looked.at }) === JSON.stringify(place.looked));
    const looked = unchanged ? place.looked : { ...said, at: turn.at };
    if (known === undefined) turn.set({ places: [...turn.case.places, { ...place, looked }] });
    else if (!unchanged) replace(turn, { ...place, looked });
  }
}

/** One more node is looked at, one after the other, while few were: two that agree say more than one. */
export function lookFurther(turn: Turn): void {
  const { places, judged, phase } = turn.case;
  if (!judged || phase.kind === 'resolved') return;
  const busy = places.some((place) => place.asked && place.looked === undefined);
  if (busy || places.filter((place) => place.looked !== undefined).length >= turn.policy.mostLooks) return;
  const next = places.find((place) => !place.asked && place.looked === undefined);
  if (next === undefined) return;
  replace(turn, { ...next, asked: true });
  turn.ask({ kind: 'look', cluster: next.cluster, node: next.node });
}

export function quieten(turn: Turn, targets: readonly Target[]): void {
  for (const place of turn.case.places) {
    const meant = targets.length === 0 || targets.some((target) => same(place, target));
    if (!meant || place.quiet) continue;
    replace(turn, { ...place, quiet: true });
    turn.note({ kind: 'quiet', at: turn.at, node: place.node });
  }
}

export const looked = ({ places }: Case): readonly Place[] => places.filter((place) => place.looked !== undefined);

function replace(turn: Turn, place: Place): void {
  turn.set({ places: turn.case.places.map((other) => (same(other, place) ? place : other)) });
}
