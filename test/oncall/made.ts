import { type Case, openCase } from '../../src/oncall/case.js';
import type { Cause } from '../../src/oncall/cause.js';
import type { CaseEvent } from '../../src/oncall/events.js';
import type { Policy, Tier } from '../../src/oncall/policy.js';
import { transition } from '../../src/oncall/transition.js';
import type { Change } from '../../src/oncall/turn.js';

/** Small cases, policies and events for the tests of the state machine. */

export const START = '2026-11-22T03:12:00.000Z';
export const after = (minutes: number, from = START): string =>
  new Date(Date.parse(from) + minutes * 60_000).toISOString();

export const tier = (change: Partial<Tier> = {}): Tier => ({
  users: [],
  groups: [],
  pagerduty: false,
  afterMinutes: 10,
  ...change,
});

export const policy = (change: Partial<Policy> = {}): Policy => ({
  tiers: [tier({ users: ['U1'] }), tier({ pagerduty: true }), tier({ groups: ['S1'], webhook: 'https://hook' })],
  routes: [],
  urgent: ['node-down', 'node-not-ready'],
  automatic: { severities: [], unknown: false },
  windowMinutes: 60,
  mostLooks: 3,
  muteMinutes: 60,
  recheckMinutes: 10,
  ...change,
});

export const cause = (change: Partial<Cause> = {}): Cause => ({
  signature: 'pleg-slow',
  title: 'PLEG is slow',
  certainty: 'possible',
  severity: 'node-not-ready',
  link: 'kubelet',
  critical: false,
  ...change,
});

export const unknownCause = cause({ signature: null, certainty: 'not-known', severity: null, link: null });

export const made = (change: Partial<Case> = {}): Case => ({
  ...openCase({
    id: 'case-1',
    scope: 'prod',
    name: 'KubeNodeNotReady',
    specific: true,
    origin: 'alert',
    report: 'alert.1',
    channel: 'C1',
    at: START,
    cause: cause(),
    what: 'KubeNodeNotReady',
  }),
  ...change,
});

/** Works in several events, oldest first. */
export function play(from: Case, events: readonly CaseEvent[], rules = policy()): Change {
  return events.reduce<Change>((change, event) => transition(change.case, event, rules), { case: from, effects: [] });
}

export const seen = (at: string, ...nodes: string[]): CaseEvent => ({
  kind: 'seen',
  at,
  critical: false,
  places: nodes.map((node) => ({ cluster: 'prod', node })),
});
export const escalate = (at: string): CaseEvent => ({ kind: 'escalate', at, by: 'U9', reason: 'asked' });
export const acknowledge = (at: string, by = 'U1'): CaseEvent => ({ kind: 'acknowledge', at, by, road: 'slack' });
export const judged = (at: string, change: Partial<Cause> = {}, ...nodes: string[]): CaseEvent => ({
  kind: 'judged',
  at,
  cause: cause(change),
  looks: nodes.map((node) => ({
    cluster: 'prod',
    node,
    signature: 'pleg-slow',
    title: 'PLEG is slow',
    certainty: 'confirmed',
  })),
});
