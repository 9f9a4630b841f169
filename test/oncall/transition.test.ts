import { describe, expect, it } from 'vitest';
import type { Case, Phase } from '../../src/oncall/case.js';
import type { CaseEvent } from '../../src/oncall/events.js';
import { transition } from '../../src/oncall/transition.js';
import { acknowledge, after, escalate, judged, made, policy, START, seen } from './made.js';

const NOW = after(5);
const TIERS = [...policy().tiers];
const place = { cluster: 'prod', node: 'node-7', firstAt: START, lastAt: START, alerts: 1, quiet: false, asked: true };
const looked = { signature: 'pleg-slow', title: 'PLEG is slow', certainty: 'confirmed', at: START } as const;

/** One case in each phase: the second tier (PagerDuty) was told where any was. */
const FROM: Readonly<Record<Phase['kind'], Case>> = {
  open: made({ alerts: 1, places: [place] }),
  held: made({
    alerts: 1,
    places: [place],
    round: 1,
    tiers: TIERS,
    phase: { kind: 'held', next: 0, until: after(60) },
  }),
  escalating: made({
    alerts: 1,
    places: [{ ...place, looked }],
    round: 1,
    tiers: TIERS,
    phase: { kind: 'escalating', tier: 1 },
    pages: [
      { step: '1.0', road: 'slack', state: 'sent' },
      { step: '1.1', road: 'pagerduty', state: 'asked' },
    ],
  }),
  exhausted: made({
    alerts: 1,
    places: [{ ...place, looked }],
    round: 1,
    tiers: TIERS,
    phase: { kind: 'exhausted' },
    pages: [{ step: '1.1', road: 'pagerduty', state: 'sent' }],
  }),
  acknowledged: made({
    alerts: 1,
    places: [{ ...place, looked }],
    round: 1,
    tiers: TIERS,
    owner: 'U1',
    phase: { kind: 'acknowledged', by: 'U1', at: START },
    pages: [{ step: '1.1', road: 'pagerduty', state: 'sent' }],
    recheck: { number: 1, automatic: false },
    rechecks: 1,
  }),
  resolved: made({
    alerts: 1,
    places: [{ ...place, looked }],
    owner: 'U1',
    phase: { kind: 'resolved', by: 'U1', at: START, how: 'person' },
    recheck: { number: 1, automatic: true },
    rechecks: 1,
  }),
};

const EVENTS: Readonly<Record<string, CaseEvent>> = {
  seen: seen(NOW, 'node-8'),
  quieted: { kind: 'quieted', at: NOW, places: [] },
  judged: judged(NOW, { certainty: 'confirmed' }, 'node-7'),
  escalate: escalate(NOW),
  acknowledge: acknowledge(NOW, 'U2'),
  resolve: { kind: 'resolve', at: NOW, by: 'U2', road: 'slack' },
  reopen: { kind: 'reopen', at: NOW, by: 'U2' },
  'hand-over': { kind: 'hand-over', at: NOW, by: 'U2', to: 'U3', note: 'drain first' },
  mute: { kind: 'mute', at: NOW, by: 'U2', minutes: 60 },
  unmute: { kind: 'unmute', at: NOW, by: 'U2' },
  recheck: { kind: 'recheck', at: NOW, by: 'U2' },
  mended: { kind: 'rechecked', at: NOW, number: 1, outcome: 'mended' },
  'still-broken': { kind: 'rechecked', at: NOW, number: 1, outcome: 'still-broken' },
  'not-known': { kind: 'rechecked', at: NOW, number: 1, outcome: 'not-known' },
  paged: { kind: 'paged', at: NOW, step: '1.1', road: 'pagerduty', whom: 'PagerDuty' },
  'not-paged': { kind: 'not-paged', at: NOW, step: '1.1', road: 'pagerduty', dropped: false, reason: '500' },
  'timer tier': { kind: 'timer', at: NOW, timer: { kind: 'tier', round: 1, tier: 1 } },
  'timer held': { kind: 'timer', at: NOW, timer: { kind: 'held', round: 1, until: after(60) } },
  'timer mute': { kind: 'timer', at: NOW, timer: { kind: 'mute', until: NOW } },
  'timer unacknowledged': { kind: 'timer', at: NOW, timer: { kind: 'unacknowledged' } },
  'timer quiet': { kind: 'timer', at: NOW, timer: { kind: 'quiet', since: START } },
  'timer recheck': { kind: 'timer', at: NOW, timer: { kind: 'recheck', since: START } },
  'timer remind': { kind: 'timer', at: NOW, timer: { kind: 'remind', since: START } },
  join: { kind: 'join', at: NOW, into: 'case-0' },
};

/** `phase > phase: effects`, with the tier or the end in brackets. `-`: nothing changes. */
function told(from: Case, event: CaseEvent): string {
  const { case: to, effects } = transition(from, event, policy());
  if (to === from) return '-';
  const name = (phase: Phase): string =>
    phase.kind === 'escalating'
      ? `tier ${phase.tier}`
      : phase.kind === 'resolved'
        ? `resolved ${phase.how}`
        : phase.kind;
  const asked = effects.map((effect) => {
    if (effect.kind === 'timer') return `timer ${effect.timer.kind}`;
    if (effect.kind === 'page') return `page ${effect.step}`;
    return effect.kind === 'reflect' ? `reflect ${effect.action}` : effect.kind;
  });
  return `${name(to.phase)}: ${asked.join(', ') || 'nothing'}`;
}

const PHASES = Object.keys(FROM) as Phase['kind'][];

const MUTED = { until: after(60), by: 'U1', cause: made().cause };
const from = (phase: Phase['kind'], name: string): Case => ({
  ...FROM[phase],
  watch: START,
  mute: name === 'unmute' && phase !== 'resolved' ? MUTED : null,
});

/** Every event in every phase, as a table. `-`: nothing changes. */
function table(): string {
  const rows = Object.entries(EVENTS).map(([name, event]) => {
    const lines = PHASES.map((phase) => `  ${phase.padEnd(13)} ${told(from(phase, name), event)}`);
    return [name, ...lines].join('\n');
  });
  return `${rows.join('\n')}\n`;
}

describe('a case', () => {
  it('goes from phase to phase as the table says', async () => {
    await expect(table()).toMatchFileSnapshot('transitions.txt');
  });

  it('has a row for every event and every timer', () => {
    const kinds = new Set(Object.values(EVENTS).map((e) => (e.kind === 'timer' ? `timer ${e.timer.kind}` : e.kind)));
    expect([...kinds].sort()).toEqual(
      [
        ...['seen', 'quieted', 'judged', 'escalate', 'acknowledge', 'resolve', 'reopen', 'hand-over', 'mute', 'unmute'],
        ...['recheck', 'rechecked', 'paged', 'not-paged', 'join'],
        ...['tier', 'held', 'mute', 'unacknowledged', 'quiet', 'recheck', 'remind'].map((kind) => `timer ${kind}`),
      ].sort(),
    );
  });

  it('is left as it was by a timer that no longer counts', () => {
    const late: readonly CaseEvent[] = [
      { kind: 'timer', at: NOW, timer: { kind: 'tier', round: 0, tier: 1 } },
      { kind: 'timer', at: NOW, timer: { kind: 'tier', round: 1, tier: 0 } },
      { kind: 'timer', at: NOW, timer: { kind: 'held', round: 1, until: after(1) } },
      { kind: 'timer', at: NOW, timer: { kind: 'quiet', since: after(-9) } },
      { kind: 'timer', at: NOW, timer: { kind: 'recheck', since: after(-9) } },
      { kind: 'timer', at: NOW, timer: { kind: 'remind', since: after(-9) } },
    ];
    for (const phase of PHASES)
      for (const event of late) expect([phase, told(FROM[phase], event)]).toEqual([phase, '-']);
  });
});
