import { z } from 'zod';
import { type Cause, CERTAINTIES, causeSchema } from './cause.js';
import { tierSchema } from './policy.js';
import { ENDINGS, entrySchema, ROADS } from './timeline.js';

/** A node the cause was seen on. */
export const placeSchema = z.object({
  cluster: z.string(),
  node: z.string(),
  firstAt: z.string(),
  lastAt: z.string(),
  alerts: z.number().int().nonnegative(),
  /** Its alerts say that they are over. */
  quiet: z.boolean(),
  /** Somebody was asked to look at it. */
  asked: z.boolean(),
  /** What a collection from it said; absent until there was one. */
  looked: z
    .object({
      signature: z.string().nullable(),
      title: z.string(),
      certainty: z.enum(CERTAINTIES),
      /** Of the link that breaks: `runc 1.0.0-rc93`. */
      version: z.string().optional(),
      at: z.string(),
    })
    .optional(),
});
export type Place = z.infer<typeof placeSchema>;

export const phaseSchema = z.discriminatedUnion('kind', [
  /** Known to us, nobody was told. */
  z.object({ kind: z.literal('open') }),
  /** Will be told to tier `next` at `until`: outside of working hours, or muted. */
  z.object({ kind: z.literal('held'), next: z.number(), until: z.string() }),
  /** Tier `tier` (0 is the first) was told; nobody answered yet. */
  z.object({ kind: z.literal('escalating'), tier: z.number() }),
  /** Every tier was told and nobody answered in time. */
  z.object({ kind: z.literal('exhausted') }),
  z.object({ kind: z.literal('acknowledged'), by: z.string(), at: z.string() }),
  z.object({
    kind: z.literal('resolved'),
    by: z.string().optional(),
    at: z.string(),
    how: z.enum(ENDINGS),
    /** The case that goes on instead. */
    into: z.string().optional(),
  }),
]);
export type Phase = z.infer<typeof phaseSchema>;

export const pageSchema = z.object({
  /** `ROUND.TIER`: the step it belongs to. */
  step: z.string(),
  road: z.enum(ROADS),
  state: z.enum(['asked', 'sent', 'failed', 'dropped']),
});
export type Page = z.infer<typeof pageSchema>;

/** One cause in one cluster, from the first alert to its end. The whole of it is stored; nothing is remembered elsewhere. */
export const caseSchema = z.object({
  id: z.string(),
  /** What makes another alert the same case: its name at first, the cause once that is known. See `keyOf`. */
  keys: z.array(z.string()).min(1),
  /** Of the keys: the cluster, or the channel when no node was named. */
  scope: z.string(),
  /** `alert`: nobody asked. `person`: somebody escalated a report. */
  origin: z.enum(['alert', 'person']),
  /** Id of the report whose answer is the case's face. */
  report: z.string(),
  channel: z.string(),
  openedAt: z.string(),
  /** Time of the newest alert. */
  lastAt: z.string(),
  cause: causeSchema,
  /** True once a whole diagnosis was given. */
  judged: z.boolean(),
  places: z.array(placeSchema),
  /** Alerts of nodes beyond those kept in `places`. */
  moreAlerts: z.number().int().nonnegative(),
  alerts: z.number().int().nonnegative(),
  phase: phaseSchema,
  /** Who works on it. */
  owner: z.string().nullable(),
  /** How often it was escalated; timers and pages carry it. */
  round: z.number().int().nonnegative(),
  /** Of this round, fixed when it began: a changed configuration skips nobody. */
  tiers: z.array(tierSchema),
  pages: z.array(pageSchema),
  mute: z.object({ until: z.string(), by: z.string(), cause: causeSchema }).nullable(),
  /** `since` of the quiet timer that counts. */
  watch: z.string().nullable(),
  /** The recheck that is awaited. */
  recheck: z.object({ number: z.number(), automatic: z.boolean() }).nullable(),
  rechecks: z.number().int().nonnegative(),
  timeline: z.array(entrySchema),
  dropped: z.number().int().nonnegative(),
  /** Counts what happened; makes the ids of effects. */
  turn: z.number().int().nonnegative(),
});
export type Case = z.infer<typeof caseSchema>;

/** Nodes kept one by one; a cluster may have thousands, and a message shows a dozen. */
export const MOST_PLACES = 200;

export interface Opening {
  readonly id: string;
  readonly scope: string;
  /** The alert's name, for a cause that is not known yet. */
  readonly name: string;
  readonly origin: Case['origin'];
  readonly report: string;
  readonly channel: string;
  readonly at: string;
  readonly cause: Cause;
  /** The words are this cause's own, so that alerts of it belong together whatever they are called. */
  readonly specific: boolean;
  /** The alert's name or the first line of what was asked. */
  readonly what: string;
  readonly by?: string;
}

/** One open case holds a key at a time. */
export const keyOf = (scope: string, cause: Pick<Cause, 'signature'>, name: string): string =>
  cause.signature === null ? `${scope} alert ${name}` : `${scope} cause ${cause.signature}`;

/** A new case, before its first event. */
export function openCase({ id, scope, name, specific, origin, report, channel, at, cause, what, by }: Opening): Case {
  return {
    id,
    keys: [keyOf(scope, specific ? cause : { signature: null }, name)],
    scope,
    origin,
    report,
    channel,
    openedAt: at,
    lastAt: at,
    cause,
    judged: false,
    places: [],
    moreAlerts: 0,
    alerts: 0,
    phase: { kind: 'open' },
    owner: null,
    round: 0,
    tiers: [],
    pages: [],
    mute: null,
    watch: null,
    recheck: null,
    rechecks: 0,
    timeline: [{ kind: 'opened', at, what, ...(by === undefined ? {} : { by }) }],
    dropped: 0,
    turn: 0,
  };
}

/** True while it takes alerts of the same cause. */
export const isOpen = ({ phase }: Pick<Case, 'phase'>): boolean => phase.kind !== 'resolved';
