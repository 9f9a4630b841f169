import type { Place } from './case.js';
import type { Cause } from './cause.js';
import type { Timer } from './effects.js';
import type { Outcome, Reason, Road } from './timeline.js';

export interface Target {
  readonly cluster: string;
  readonly node: string;
}

/** What one node's collection said. */
export type Look = Target & Omit<NonNullable<Place['looked']>, 'at'>;

/** Everything that can happen to a case. `at` is ISO 8601 UTC. */
export type CaseEvent =
  /** An alert, or a report of a person, of this cause. */
  | {
      readonly kind: 'seen';
      readonly at: string;
      readonly places: readonly Target[];
      readonly critical: boolean;
      /** How many at once, when a whole case joins; else one. */
      readonly alerts?: number;
    }
  /** The alert of these nodes says that it is over; no nodes: the whole alert. */
  | { readonly kind: 'quieted'; readonly at: string; readonly places: readonly Target[] }
  /** A whole diagnosis was given. */
  | { readonly kind: 'judged'; readonly at: string; readonly cause: Cause; readonly looks: readonly Look[] }
  /** `by` absent: it was under way in a case that joined this one, and nobody had asked for it there either. */
  | { readonly kind: 'escalate'; readonly at: string; readonly by?: string; readonly reason: Reason }
  | { readonly kind: 'acknowledge'; readonly at: string; readonly by: string; readonly road: Road }
  | { readonly kind: 'resolve'; readonly at: string; readonly by: string; readonly road: Road; readonly note?: string }
  | { readonly kind: 'reopen'; readonly at: string; readonly by: string }
  | { readonly kind: 'hand-over'; readonly at: string; readonly by: string; readonly to: string; readonly note: string }
  /** `minutes`: asked for; the policy's bound holds. */
  | { readonly kind: 'mute'; readonly at: string; readonly by: string; readonly minutes: number }
  | { readonly kind: 'unmute'; readonly at: string; readonly by: string }
  | { readonly kind: 'recheck'; readonly at: string; readonly by: string }
  /** The recheck of this number ended. */
  | {
      readonly kind: 'rechecked';
      readonly at: string;
      readonly number: number;
      readonly outcome: Outcome;
      readonly reason?: string;
    }
  /** A page was delivered. */
  | { readonly kind: 'paged'; readonly at: string; readonly step: string; readonly road: Road; readonly whom: string }
  /** A page will not be delivered. `dropped`: it was no longer wanted when its turn came. */
  | {
      readonly kind: 'not-paged';
      readonly at: string;
      readonly step: string;
      readonly road: Road;
      readonly dropped: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'timer'; readonly at: string; readonly timer: Timer }
  /** Another case turned out to have the same cause; it goes on, this one ends. */
  | { readonly kind: 'join'; readonly at: string; readonly into: string };
export type CaseEventKind = CaseEvent['kind'];
