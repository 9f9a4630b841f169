import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Case, caseSchema } from '../../src/oncall/case.js';
import { isWorse } from '../../src/oncall/cause.js';
import type { Effect } from '../../src/oncall/effects.js';
import { isWanted } from '../../src/oncall/escalation.js';
import type { CaseEvent } from '../../src/oncall/events.js';
import { isWithin } from '../../src/oncall/hours.js';
import { isUrgent, type Policy } from '../../src/oncall/policy.js';
import { transition } from '../../src/oncall/transition.js';
import { cause, judged, made, policy, START, seen } from './made.js';

/**
 * A world around one case: people who press anything at any time, timers that fire late, jobs that are carried out twice or out of
 * order, a process that dies between doing and noting. Effects are never lost (they are stored with the case), only repeated.
 */
class World {
  now = Date.parse(START);
  case: Case = made();
  readonly rules: Policy;
  readonly pending: Effect[] = [];
  /** Steps that somebody was really told of, as `STEP ROAD`. */
  readonly rung = new Set<string>();
  readonly asked: string[] = [];

  constructor(rules: Policy) {
    this.rules = rules;
  }

  get at(): string {
    return new Date(this.now).toISOString();
  }

  say(event: CaseEvent): void {
    const before = this.case;
    const { case: after, effects } = transition(before, event, this.rules);
    // A restart: all that is left is what was stored.
    expect(caseSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    this.#check(before, after, event, effects);
    this.case = after;
    this.pending.push(...effects.filter(({ kind }) => ['timer', 'page', 'recheck'].includes(kind)));
  }

  /** Carries out one effect. @param noted false: the process died before it could say so, and the effect stays. */
  run(index: number, fails: boolean, noted: boolean): void {
    // Pages go out before long; timers pile up.
    const pages = this.pending.filter(({ kind }) => kind === 'page');
    const from = index % 2 === 0 && pages.length > 0 ? pages : this.pending;
    const effect = from[index % Math.max(1, from.length)];
    if (effect === undefined) return;
    if (noted) this.pending.splice(this.pending.indexOf(effect), 1);
    if (effect.kind === 'timer') {
      this.now = Math.max(this.now, Date.parse(effect.at));
      this.say({ kind: 'timer', at: this.at, timer: effect.timer });
    } else if (effect.kind === 'page') this.#page(effect, fails, noted);
    else if (effect.kind === 'recheck') {
      const outcome = fails ? 'still-broken' : 'mended';
      this.say({ kind: 'rechecked', at: this.at, number: effect.number, outcome });
    }
  }

  #page({ step, road, number }: Extract<Effect, { kind: 'page' }>, fails: boolean, noted: boolean): void {
    const wanted = isWanted(this.case, step, road);
    if (wanted && !fails) {
      // No page after an acknowledgement, and none that skips a tier.
      expect(this.case.phase).toEqual({ kind: 'escalating', tier: number });
      const [round] = step.split('.');
      for (let tier = 0; tier < number; tier += 1)
        expect(this.asked.some((one) => one.startsWith(`${round}.${tier} `))).toBe(true);
      this.rung.add(`${step} ${road}`);
    }
    if (!noted) return;
    const said = { at: this.at, step, road };
    this.say(
      wanted && !fails
        ? { kind: 'paged', ...said, whom: 'U1' }
        : { kind: 'not-paged', ...said, dropped: !wanted, reason: 'no' },
    );
  }

  #check(before: Case, after: Case, event: CaseEvent, effects: readonly Effect[]): void {
    const pages = effects.filter((effect) => effect.kind === 'page');
    for (const { step, road } of pages) {
      // None is paged twice for one step.
      expect(this.asked).not.toContain(`${step} ${road}`);
      this.asked.push(`${step} ${road}`);
    }
    if (pages.length > 0) {
      // One tier at a time, the next one of its round.
      const [round, tier] = (pages[0]?.step ?? '').split('.').map(Number);
      expect(new Set(pages.map(({ step }) => step)).size).toBe(1);
      expect(after.phase).toEqual({ kind: 'escalating', tier });
      const last = before.pages
        .filter(({ step }) => step.startsWith(`${round}.`))
        .map(({ step }) => Number(step.split('.')[1]));
      expect(tier).toBe(Math.max(-1, ...last) + 1);
      // Never in a mute; only who asks breaks it.
      expect(after.mute).toBeNull();
      // What can wait is told in working hours, whichever tier it is; who asks is awake.
      const asked = after.timeline.findLast((entry) => entry.kind === 'escalated')?.by !== undefined;
      const { hours } = this.rules;
      if (hours !== undefined && !asked && !isUrgent(this.rules, after.cause))
        expect(isWithin(hours, event.at)).toBe(true);
      // After an acknowledgement only because somebody asks, or the fix did not hold.
      if (before.phase.kind === 'acknowledged') expect(event.kind).toBe('escalate');
    }
    // A mute is bounded, and over when its time is.
    if (after.mute !== null) {
      expect(after.mute.until > event.at).toBe(true);
      if (after.mute !== before.mute) {
        const longest = Date.parse(event.at) + this.rules.muteMinutes * 60_000;
        expect(Date.parse(after.mute.until)).toBeLessThanOrEqual(longest);
      }
    }
    // Worse news breaks it.
    if (after.mute !== null) expect(isWorse(after.cause, after.mute.cause)).toBe(false);
    if (before.phase.kind !== 'resolved' && after.phase.kind === 'resolved') {
      const { how } = after.phase;
      const kinds = effects.map((effect) => (effect.kind === 'timer' ? effect.timer.kind : effect.kind));
      // Whatever somebody worked on is reported; a fix that somebody claims is looked at again.
      expect(kinds.includes('report')).toBe(how !== 'quiet' && how !== 'joined');
      const claimed = how === 'person' || how === 'elsewhere';
      expect(kinds.includes('recheck')).toBe(claimed && after.places.some(({ looked }) => looked !== undefined));
    }
    // Resolved is final, but for who reopens it and the recheck that finds it still broken.
    if (before.phase.kind === 'resolved' && after.phase.kind !== 'resolved')
      expect(event.kind === 'reopen' || (event.kind === 'rechecked' && event.outcome === 'still-broken')).toBe(true);
    // Who waits is waited for: a timer that counts is on its way.
    const timers = [...this.pending, ...effects].flatMap((effect) => (effect.kind === 'timer' ? [effect.timer] : []));
    const { phase, round } = after;
    if (phase.kind === 'escalating') expect(timers).toContainEqual({ kind: 'tier', round, tier: phase.tier });
    if (phase.kind === 'held') expect(timers).toContainEqual({ kind: 'held', round, until: phase.until });
  }
}

const PRESSES: readonly ((at: string, pick: number) => CaseEvent)[] = [
  (at) => seen(at, 'node-7'),
  (at, pick) => ({ ...seen(at, `node-${pick % 5}`), critical: pick % 7 === 0 }) as CaseEvent,
  (at) => judged(at, { certainty: 'confirmed' }, 'node-7'),
  (at) => judged(at, { severity: 'node-down' }),
  (at) => judged(at, { severity: 'latent' }, 'node-7'),
  (at) => ({ kind: 'quieted', at, places: [] }),
  (at) => ({ kind: 'escalate', at, by: 'U9', reason: 'asked' }),
  (at, pick) => ({ kind: 'acknowledge', at, by: `U${pick % 3}`, road: pick % 2 === 0 ? 'slack' : 'pagerduty' }),
  (at, pick) => ({ kind: 'resolve', at, by: 'U1', road: pick % 2 === 0 ? 'slack' : 'pagerduty' }),
  (at) => ({ kind: 'reopen', at, by: 'U2' }),
  (at, pick) => ({ kind: 'hand-over', at, by: 'U1', to: `U${pick % 3}`, note: '' }),
  (at, pick) => ({ kind: 'mute', at, by: 'U1', minutes: pick }),
  (at) => ({ kind: 'unmute', at, by: 'U1' }),
  (at) => ({ kind: 'recheck', at, by: 'U1' }),
  (at, pick) => ({ kind: 'rechecked', at, number: pick % 4, outcome: 'still-broken' }),
  (at) => ({ kind: 'join', at, into: 'case-0' }),
];

// Most of what happens is waiting; what ends a case is pressed seldom, or nothing would be left to happen.
const ENDS = ['resolve', 'join', 'quieted', 'acknowledge', 'hand-over'];
const WEIGHTS: Readonly<Record<string, number>> = {
  escalate: 12,
  ...Object.fromEntries(ENDS.map((kind) => [kind, 1])),
};
const weighted = PRESSES.map((make, value) => ({
  arbitrary: fc.constant(value),
  weight: WEIGHTS[make(START, 0).kind] ?? 4,
}));
const step = fc.record({
  press: fc.option(fc.oneof(...weighted), { freq: 2 }),
  pick: fc.nat(1000),
  wait: fc.nat(5 * 60_000),
  fails: fc.boolean(),
  noted: fc.boolean(),
});
const rules = fc.record({
  severities: fc.subarray(['node-down', 'node-not-ready', 'latent'] as const),
  unknown: fc.boolean(),
  afterMinutes: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  night: fc.boolean(),
  remindMinutes: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  severity: fc.constantFrom('node-not-ready', 'latent', 'pods-degraded' as const),
});

it('holds what it promises, whatever is pressed, repeated, late or reordered', () => {
  let rung = 0;
  fc.assert(
    fc.property(rules, fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), (given, steps) => {
      const { night, severity, remindMinutes, ...automatic } = given;
      const hours = { timezone: 'UTC', days: ['mon', 'tue'], from: '09:00', to: '17:00' } as const;
      const world = new World(policy({ automatic, remindMinutes, ...(night ? { hours } : {}) }));
      world.case = made({ cause: cause({ severity }) });
      world.say(seen(world.at, 'node-7'));
      for (const { press, pick, wait, fails, noted } of steps) {
        world.now += wait;
        const make = press === null ? undefined : PRESSES[press];
        if (make === undefined) world.run(pick, fails, noted);
        else world.say(make(world.at, pick));
      }
      rung += world.rung.size;
    }),
    { numRuns: 80, seed: 6 },
  );
  // A property that never met a page would prove nothing.
  expect(rung).toBeGreaterThan(30);
});
