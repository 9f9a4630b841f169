import { z } from 'zod';
import type { Link } from '../chain/links.js';
import type { Severity } from '../signatures/signature.js';
import type { Cause } from './cause.js';
import { type Hours, isWithin } from './hours.js';

/** One step of an escalation: everybody named here is told at once, then we wait for one of them. */
export const tierSchema = z.object({
  /** Slack ids of people. */
  users: z.array(z.string()),
  /** Slack ids of user groups. */
  groups: z.array(z.string()),
  /** An incident in PagerDuty (Events API v2). */
  pagerduty: z.boolean(),
  /** Address that gets the case as JSON. */
  webhook: z.string().optional(),
  /** Minutes without an acknowledgement before the next tier is told. */
  afterMinutes: z.number().positive(),
});
export type Tier = z.infer<typeof tierSchema>;

/** Who is told instead of the usual tiers, for some links, severities or times. What is left out matches everything. */
export interface Route {
  readonly links?: readonly Link[];
  readonly severities?: readonly Severity[];
  /** Only inside (or outside) of the working hours. */
  readonly hours?: 'inside' | 'outside';
  readonly tiers: readonly Tier[];
}

/** The `escalation` of the configuration, as the state machine reads it. */
export interface Policy {
  readonly tiers: readonly Tier[];
  readonly routes: readonly Route[];
  /** Severities that are told at any hour. */
  readonly urgent: readonly Severity[];
  /** Undefined: every hour is a working hour. */
  readonly hours?: Hours;
  /** When an alert's case is escalated though nobody asked. */
  readonly automatic: {
    readonly severities: readonly Severity[];
    readonly unknown: boolean;
    /** Minutes after which an alert's case that nobody acknowledged is escalated. Undefined: never. */
    readonly afterMinutes?: number;
  };
  /** An alert's case that nobody took up ends after so many minutes without a new alert. */
  readonly windowMinutes: number;
  /** Nodes of one case that are looked at without being asked. */
  readonly mostLooks: number;
  /** Longest mute. */
  readonly muteMinutes: number;
  /** Minutes from a resolution to its recheck. */
  readonly recheckMinutes: number;
  /** Minutes after which whoever acknowledged is asked how it goes, once. Undefined: never. */
  readonly remindMinutes?: number;
}

/** Nobody to tell, and the usual bounds. */
export const NOBODY: Policy = {
  tiers: [],
  routes: [],
  urgent: [],
  automatic: { severities: [], unknown: false },
  windowMinutes: 60,
  mostLooks: 3,
  muteMinutes: 60,
  recheckMinutes: 10,
};

/** The first route that matches, else the usual tiers. */
export function tiersFor(policy: Policy, cause: Cause, at: string): readonly Tier[] {
  const inside = policy.hours === undefined || isWithin(policy.hours, at);
  const matches = ({ links, severities, hours }: Route): boolean =>
    (links === undefined || (cause.link !== null && links.includes(cause.link))) &&
    (severities === undefined || (cause.severity !== null && severities.includes(cause.severity))) &&
    (hours === undefined || (hours === 'inside') === inside);
  return policy.routes.find(matches)?.tiers ?? policy.tiers;
}

/** Whether this cause is worth a night's sleep: its severity, or, until a cause is confirmed, what the alert itself says. */
export function isUrgent(policy: Policy, cause: Cause): boolean {
  if (cause.severity !== null && policy.urgent.includes(cause.severity)) return true;
  return cause.critical && cause.certainty !== 'confirmed';
}
