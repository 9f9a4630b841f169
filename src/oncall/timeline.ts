import { z } from 'zod';

/** Why a case was escalated. */
export const REASONS = ['asked', 'severity', 'unknown', 'unacknowledged', 'still-broken'] as const;
export type Reason = (typeof REASONS)[number];

/** By which road a tier is told. */
export const ROADS = ['slack', 'pagerduty', 'webhook'] as const;
export type Road = (typeof ROADS)[number];

export const OUTCOMES = ['mended', 'still-broken', 'not-known'] as const;
/** What a recheck found. */
export type Outcome = (typeof OUTCOMES)[number];

/** How a case ended. */
export const ENDINGS = ['person', 'elsewhere', 'recheck', 'alert', 'quiet', 'joined'] as const;
export type Ending = (typeof ENDINGS)[number];

const at = z.string();
/** A person's Slack id, or the name that another tool gave. */
const by = z.string();

/** Everything that happened, dated. What people are told is made from these; they hold no sentence of their own. */
export const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), at, by: by.optional(), what: z.string() }),
  z.object({ kind: z.literal('joined'), at, node: z.string() }),
  z.object({ kind: z.literal('judged'), at, title: z.string(), certainty: z.string(), node: z.string().nullable() }),
  z.object({ kind: z.literal('escalated'), at, by: by.optional(), reason: z.enum(REASONS) }),
  z.object({ kind: z.literal('held'), at, until: z.string(), why: z.enum(['hours', 'mute']) }),
  z.object({ kind: z.literal('paged'), at, tier: z.number(), road: z.enum(ROADS), whom: z.string() }),
  z.object({ kind: z.literal('not-paged'), at, tier: z.number(), road: z.enum(ROADS), reason: z.string() }),
  z.object({ kind: z.literal('nobody-left'), at }),
  z.object({ kind: z.literal('acknowledged'), at, by, road: z.enum(ROADS) }),
  z.object({ kind: z.literal('handed-over'), at, by, to: by, note: z.string() }),
  z.object({ kind: z.literal('muted'), at, by, until: z.string() }),
  z.object({ kind: z.literal('unmuted'), at, why: z.enum(['over', 'worse', 'asked']) }),
  z.object({ kind: z.literal('quiet'), at, node: z.string() }),
  z.object({ kind: z.literal('recheck'), at, by: by.optional() }),
  z.object({ kind: z.literal('rechecked'), at, outcome: z.enum(OUTCOMES), reason: z.string().optional() }),
  z.object({ kind: z.literal('resolved'), at, by: by.optional(), how: z.enum(ENDINGS), note: z.string().optional() }),
  z.object({ kind: z.literal('reopened'), at, by: by.optional() }),
  z.object({ kind: z.literal('reminded'), at, whom: by }),
]);
export type Entry = z.infer<typeof entrySchema>;

/** A storm must not grow a case without end: beyond this, entries of alerts are dropped first, and counted. */
export const MOST_ENTRIES = 400;
