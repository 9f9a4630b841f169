import { describe, expect, it } from 'vitest';
import { isWithin, nextStart } from '../../src/oncall/hours.js';
import { transition } from '../../src/oncall/transition.js';
import {
  acknowledge,
  after,
  cause,
  escalate,
  judged,
  made,
  play,
  policy,
  START,
  seen,
  tier,
  unknownCause,
} from './made.js';

const OFFICE = {
  timezone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:30',
} as const;
// A Sunday night in Berlin.
const latent = (change = {}) => made({ cause: cause({ severity: 'latent' }), ...change });

describe('working hours', () => {
  it('end at `to` and begin at `from`, on the clock of the wall there', () => {
    expect(isWithin(OFFICE, '2026-11-23T07:59:00Z')).toBe(false);
    expect(isWithin(OFFICE, '2026-11-23T08:00:00Z')).toBe(true);
    expect(isWithin(OFFICE, '2026-11-23T16:29:59Z')).toBe(true);
    expect(isWithin(OFFICE, '2026-11-23T16:30:00Z')).toBe(false);
    expect(isWithin(OFFICE, '2026-07-20T07:00:00Z')).toBe(true);
  });
  it('begin next on Monday, summer time or not', () => {
    expect(nextStart(OFFICE, START)).toBe('2026-11-23T08:00:00.000Z');
    expect(nextStart(OFFICE, '2026-10-23T20:00:00.000Z')).toBe('2026-10-26T08:00:00.000Z');
  });
  it('begin next as a look at every minute would find them, around changes of clocks too', () => {
    const every = (hours: Parameters<typeof nextStart>[0], at: string): string => {
      for (let minutes = 0; minutes < 9 * 1440; minutes += 1)
        if (isWithin(hours, after(minutes, at))) return after(minutes, at);
      return at;
    };
    const shift = { timezone: 'America/Bogota', days: ['sat'], from: '23:30', to: '01:00' } as const;
    const early = { ...OFFICE, days: ['sun'], from: '02:30', to: '04:00' } as const;
    // Berlin puts its clocks forward on 29 March 2026 and back on 25 October, both at night.
    for (const at of ['2026-03-27T23:10:00.000Z', '2026-03-28T22:00:00.000Z', '2026-10-24T20:00:00.000Z'])
      for (const hours of [OFFICE, shift, early])
        expect(Date.parse(nextStart(hours, at)) - Date.parse(every(hours, at))).toBeLessThanOrEqual(30 * 60_000);
    for (const hours of [OFFICE, shift]) expect(nextStart(hours, START)).toBe(every(hours, START));
  });
  it('of a night shift belong to the day on which it began', () => {
    const night = { timezone: 'UTC', days: ['fri'], from: '22:00', to: '06:00' } as const;
    expect(isWithin(night, '2026-11-21T05:00:00Z')).toBe(true);
    expect(isWithin(night, '2026-11-20T05:00:00Z')).toBe(false);
  });
});

describe('an escalation', () => {
  it('that can wait is held until the working hours begin', () => {
    const rules = policy({ hours: OFFICE, automatic: { severities: ['latent'], unknown: false } });
    const { case: held } = play(
      latent(),
      [seen(START, 'node-7'), judged(after(1), { severity: 'latent' }, 'node-7')],
      rules,
    );
    expect(held.phase).toEqual({ kind: 'held', next: 0, until: '2026-11-23T08:00:00.000Z' });
  });
  it('that can wait does so at every tier, not only at the first', () => {
    const rules = policy({ hours: OFFICE, automatic: { severities: ['latent'], unknown: false } });
    // Friday, half an hour before the end of work in Berlin.
    const friday = '2026-11-20T16:00:00.000Z';
    const told = play(latent(), [seen(friday, 'node-7'), judged(friday, { severity: 'latent' })], rules).case;
    expect(told.phase).toEqual({ kind: 'escalating', tier: 0 });
    const timer = { kind: 'timer', at: after(40, friday), timer: { kind: 'tier', round: 1, tier: 0 } } as const;
    const held = transition(told, timer, rules).case;
    expect(held.phase).toEqual({ kind: 'held', next: 1, until: '2026-11-23T08:00:00.000Z' });
    // A mute that ends in the night wakes nobody either; whoever asks, means now.
    const muted = play(held, [{ kind: 'mute', at: after(41, friday), by: 'U1', minutes: 60 }], rules).case;
    const over = transition(muted, { kind: 'unmute', at: after(50, friday), by: 'U1' }, rules).case;
    expect(over.phase.kind).toBe('held');
    expect(transition(over, escalate(after(51, friday)), rules).case.phase).toEqual({ kind: 'escalating', tier: 1 });
    const worse = judged(after(52, friday), { severity: 'node-down' });
    expect(transition(over, worse, rules).case.phase).toEqual({ kind: 'escalating', tier: 1 });
  });
  it('of a critical alert does not wait because of a cause that is only possible', () => {
    const rules = policy({ hours: OFFICE, automatic: { severities: ['pods-degraded'], unknown: false } });
    const alert = (certainty: 'possible' | 'confirmed') =>
      play(
        made({ cause: cause({ severity: 'pods-degraded', critical: true }) }),
        [seen(START, 'node-7'), judged(after(1), { severity: 'pods-degraded', certainty })],
        rules,
      ).case.phase.kind;
    expect([alert('possible'), alert('confirmed')]).toEqual(['escalating', 'held']);
  });
  it('of an urgent severity is told at any hour', () => {
    const rules = policy({ hours: OFFICE, automatic: { severities: ['node-not-ready'], unknown: false } });
    const { case: told } = play(made(), [seen(START, 'node-7'), judged(after(1))], rules);
    expect(told.phase).toEqual({ kind: 'escalating', tier: 0 });
  });
  it('that somebody asks for does not wait for the morning', () => {
    expect(play(latent(), [escalate(START)], policy({ hours: OFFICE })).case.phase.kind).toBe('escalating');
  });
  it('goes to the team of the failing link', () => {
    const kernel = tier({ users: ['UKERNEL'] });
    const rules = policy({ routes: [{ links: ['kernel', 'cgroup'], tiers: [kernel] }] });
    expect(play(made({ cause: cause({ link: 'kernel' }) }), [escalate(START)], rules).case.tiers).toEqual([kernel]);
    expect(play(made(), [escalate(START)], rules).case.tiers).toEqual(rules.tiers);
  });
  it('skips nobody when the configuration changes under it', () => {
    const { case: told } = play(made(), [escalate(START)]);
    const { case: next } = transition(
      told,
      { kind: 'timer', at: after(10), timer: { kind: 'tier', round: 1, tier: 0 } },
      policy({ tiers: [tier({ users: ['UNEW'] })] }),
    );
    expect([next.phase, next.tiers]).toEqual([{ kind: 'escalating', tier: 1 }, policy().tiers]);
  });
  it('after an acknowledgement goes on with the tier that does not know yet', () => {
    const { case: again } = play(made(), [escalate(START), acknowledge(after(1)), escalate(after(2))]);
    expect([again.phase, again.round]).toEqual([{ kind: 'escalating', tier: 1 }, 1]);
  });
  it('by policy happens when nobody acknowledged an alert in time, and not when somebody did', () => {
    const timer = { kind: 'timer', at: after(15), timer: { kind: 'unacknowledged' } } as const;
    const rules = policy({ automatic: { severities: [], unknown: false, afterMinutes: 15 } });
    const first = play(made(), [seen(START, 'node-7')], rules);
    expect(first.effects).toContainEqual(expect.objectContaining({ kind: 'timer', at: after(15) }));
    expect(transition(first.case, timer, rules).case.phase.kind).toBe('escalating');
    const taken = play(first.case, [acknowledge(after(1))], rules);
    expect(transition(taken.case, timer, rules).case).toBe(taken.case);
  });
  it('by policy waits for the whole diagnosis before it calls a cause unknown', () => {
    const rules = policy({ automatic: { severities: [], unknown: true } });
    const { case: open } = play(made({ cause: unknownCause }), [seen(START, 'node-7')], rules);
    expect(open.phase.kind).toBe('open');
    expect(transition(open, { ...judged(after(1)), cause: unknownCause } as never, rules).case.phase.kind).toBe(
      'escalating',
    );
  });
});

describe('a mute', () => {
  const tierOver = (minutes: number) =>
    ({ kind: 'timer', at: after(minutes), timer: { kind: 'tier', round: 1, tier: 0 } }) as const;
  const muted = { kind: 'mute', at: after(1), by: 'U1', minutes: 600 } as const;
  it('is never longer than the policy allows', () => {
    expect(play(made(), [muted]).case.mute?.until).toBe(after(61));
  });
  it('holds the next tier until it is over', () => {
    const { case: held } = play(made(), [
      escalate(START),
      muted,
      { kind: 'timer', at: after(10), timer: { kind: 'tier', round: 1, tier: 0 } },
    ]);
    expect(held.phase).toEqual({ kind: 'held', next: 1, until: after(61) });
    const over = transition(
      held,
      { kind: 'timer', at: after(61), timer: { kind: 'mute', until: after(61) } },
      policy(),
    );
    expect([over.case.mute, over.case.phase]).toEqual([null, { kind: 'escalating', tier: 1 }]);
  });
  it('that ends in the moment in which somebody takes the case calls nobody', () => {
    const { case: held } = play(made(), [escalate(START), muted, tierOver(10)]);
    const taken = transition(held, acknowledge(after(61)), policy());
    expect([taken.case.mute, taken.case.phase.kind]).toEqual([null, 'acknowledged']);
    expect(taken.effects.map(({ kind }) => kind)).not.toContain('page');
  });
  it('is broken by a worse verdict and by nothing else', () => {
    const degraded = made({ cause: cause({ severity: 'pods-degraded' }) });
    const same = play(degraded, [muted, seen(after(2), 'node-8'), judged(after(3), { severity: 'pods-degraded' })]);
    expect(same.case.mute).not.toBeNull();
    expect(play(same.case, [judged(after(4), { severity: 'node-down' })]).case.mute).toBeNull();
    expect(
      play(same.case, [judged(after(4), { severity: 'pods-degraded', certainty: 'confirmed' })]).case.mute,
    ).toBeNull();
  });
});

describe('a recheck', () => {
  const fixed = play(made(), [
    seen(START, 'node-7'),
    judged(after(1), { certainty: 'confirmed' }, 'node-7'),
    acknowledge(after(2)),
    { kind: 'resolve', at: after(9), by: 'U1', road: 'slack', note: 'restarted dockerd' },
  ]);
  const started = transition(
    fixed.case,
    { kind: 'timer', at: after(19), timer: { kind: 'recheck', since: after(9) } },
    policy(),
  );
  it('follows a resolution by itself, once', () => {
    expect(fixed.effects).toContainEqual(expect.objectContaining({ kind: 'timer', at: after(19) }));
    expect(started.effects).toContainEqual(expect.objectContaining({ kind: 'recheck', number: 1 }));
  });
  it('that finds it still broken opens the case again and tells whoever had it', () => {
    const end = transition(
      started.case,
      { kind: 'rechecked', at: after(20), number: 1, outcome: 'still-broken' },
      policy(),
    );
    expect(end.case.phase).toEqual({ kind: 'acknowledged', by: 'U1', at: after(20) });
    expect(end.effects).toContainEqual(expect.objectContaining({ kind: 'tell', whom: 'U1', what: 'still-broken' }));
  });
  it('after the alerts went quiet ends the case when the node is mended, and leaves it when that is not known', () => {
    const quiet = play(made(), [
      seen(START, 'node-7'),
      judged(after(1), {}, 'node-7'),
      { kind: 'quieted', at: after(5), places: [] },
    ]);
    const end = (outcome: 'mended' | 'not-known') =>
      transition(quiet.case, { kind: 'rechecked', at: after(6), number: 1, outcome }, policy()).case.phase.kind;
    expect([end('mended'), end('not-known')]).toEqual(['resolved', 'open']);
  });
});

describe('a storm', () => {
  it('of thousands of alerts leaves a case of bounded size that has counted every one', () => {
    let now = made();
    for (let i = 0; i < 3000; i += 1) now = transition(now, seen(after(i / 1000), `node-${i % 700}`), policy()).case;
    expect([now.alerts, now.places.length, now.moreAlerts > 0]).toEqual([3000, 200, true]);
    expect(now.timeline.length).toBeLessThanOrEqual(400);
    expect(JSON.stringify(now).length).toBeLessThan(100_000);
  });
  it('looks at no more than three nodes, one after the other', () => {
    let now = play(made(), [seen(START, 'node-1', 'node-2', 'node-3', 'node-4', 'node-5')]).case;
    const looks: string[] = [];
    for (const node of ['node-1', 'node-2', 'node-3', 'node-4']) {
      const change = transition(now, judged(after(1), {}, node), policy());
      looks.push(change.effects.flatMap((effect) => (effect.kind === 'look' ? [effect.node] : [])).join());
      now = change.case;
    }
    expect(looks).toEqual(['node-2', 'node-3', '', '']);
  });
});

it('tells PagerDuty of an acknowledgement even where its own page seemed lost', () => {
  const told = play(made(), [
    escalate(START),
    { kind: 'timer', at: after(10), timer: { kind: 'tier', round: 1, tier: 0 } },
    { kind: 'not-paged', at: after(11), step: '1.1', road: 'pagerduty', dropped: true, reason: 'no longer wanted' },
    acknowledge(after(12)),
  ]);
  expect(told.effects).toContainEqual(expect.objectContaining({ kind: 'reflect', step: '1.1', action: 'acknowledge' }));
});
