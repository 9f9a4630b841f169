import type { Case } from './case.js';
import { nextStart } from './hours.js';
import { isUrgent, type Tier, tiersFor } from './policy.js';
import { type Reason, ROADS, type Road } from './timeline.js';
import type { Turn } from './turn.js';

/** Begins a round: tiers are fixed now, and the first is told at once, or when the working hours begin. */
export function escalate(turn: Turn, reason: Reason, by?: string): void {
  const { cause } = turn.case;
  turn.note({ kind: 'escalated', at: turn.at, reason, ...(by === undefined ? {} : { by }) });
  turn.set({ round: turn.case.round + 1, tiers: [...tiersFor(turn.policy, cause, turn.at)] });
  tell(turn, 0);
  turn.show();
}

/** Tier `tier` is told, and its time begins to run; beyond the last one nobody is left. What can wait is told in working hours, every tier of it. */
export function tell(turn: Turn, tier: number): void {
  const { tiers, mute } = turn.case;
  const next = tiers[tier];
  if (next === undefined) {
    turn.note({ kind: 'nobody-left', at: turn.at });
    turn.set({ phase: { kind: 'exhausted' } });
    turn.show();
    return;
  }
  if (mute !== null) {
    hold(turn, tier, mute.until, 'mute');
    return;
  }
  const start = mayBeTold(turn);
  if (start === turn.at) page(turn, tier, next);
  else hold(turn, tier, start, 'hours');
}

/** The first moment from now on at which people may be told of this case. Who asks is awake and means it. */
function mayBeTold({ at, policy, case: { cause, timeline } }: Turn): string {
  const asked = timeline.findLast((entry) => entry.kind === 'escalated')?.by !== undefined;
  return asked || policy.hours === undefined || isUrgent(policy, cause) ? at : nextStart(policy.hours, at);
}

function page(turn: Turn, tier: number, next: Tier): void {
  const { round } = turn.case;
  const step = `${round}.${tier}`;
  const roads = roadsOf(next);
  turn.set({
    phase: { kind: 'escalating', tier },
    pages: [...turn.case.pages, ...roads.map((road) => ({ step, road, state: 'asked' as const }))],
  });
  for (const road of roads) turn.ask({ kind: 'page', step, number: tier, road, tier: next });
  turn.ask({ kind: 'timer', at: turn.in(next.afterMinutes), timer: { kind: 'tier', round, tier } });
  turn.show();
}

function hold(turn: Turn, next: number, until: string, why: 'hours' | 'mute'): void {
  turn.note({ kind: 'held', at: turn.at, until, why });
  turn.set({ phase: { kind: 'held', next, until } });
  turn.ask({ kind: 'timer', at: until, timer: { kind: 'held', round: turn.case.round, until } });
  turn.show();
}

/** By which roads a tier is told. */
export function roadsOf(tier: Tier): readonly Road[] {
  const has = {
    slack: tier.users.length + tier.groups.length > 0,
    pagerduty: tier.pagerduty,
    webhook: tier.webhook !== undefined,
  } satisfies Record<Road, boolean>;
  return ROADS.filter((road) => has[road]);
}

/** Whether a page whose turn has come should still go out: somebody may have answered meanwhile. */
export function isWanted({ phase, round, pages }: Case, step: string, road: Road): boolean {
  const page = pages.find((one) => one.step === step && one.road === road);
  return page?.state === 'asked' && phase.kind === 'escalating' && step === `${round}.${phase.tier}`;
}

/** A page of the tier that is being waited for could not be delivered: when none was, the next tier is told at once. */
export function afterFailure(turn: Turn, step: string): void {
  const { phase, round, pages } = turn.case;
  if (phase.kind !== 'escalating' || step !== `${round}.${phase.tier}`) return;
  if (pages.filter((page) => page.step === step).every(({ state }) => state === 'failed')) tell(turn, phase.tier + 1);
}

/** Whether the policy asks for an escalation of this alert's case now. */
export function escalateByPolicy(turn: Turn): void {
  const { phase, judged, cause, origin, mute } = turn.case;
  if (origin !== 'alert' || phase.kind !== 'open' || !judged || mute !== null) return;
  const { automatic } = turn.policy;
  if (cause.signature === null) {
    if (automatic.unknown) escalate(turn, 'unknown');
  } else if (cause.severity !== null && automatic.severities.includes(cause.severity)) escalate(turn, 'severity');
}
