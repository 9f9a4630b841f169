import { z } from 'zod';
import { tierSchema } from './policy.js';
import { ROADS } from './timeline.js';

/** What a delayed job will say when its time has come. Numbers tell a timer that still counts from one that does not. */
export const timerSchema = z.discriminatedUnion('kind', [
  /** Tier `tier` of round `round` had its time to answer. */
  z.object({ kind: z.literal('tier'), round: z.number(), tier: z.number() }),
  /** What was held may be told now. */
  z.object({ kind: z.literal('held'), round: z.number(), until: z.string() }),
  z.object({ kind: z.literal('mute'), until: z.string() }),
  /** An alert's case that nobody took up. */
  z.object({ kind: z.literal('unacknowledged') }),
  /** No alert since `since`. */
  z.object({ kind: z.literal('quiet'), since: z.string() }),
  /** The automatic recheck after the resolution at `since`. */
  z.object({ kind: z.literal('recheck'), since: z.string() }),
  z.object({ kind: z.literal('remind'), since: z.string() }),
]);
export type Timer = z.infer<typeof timerSchema>;

const id = z.string();

/** What the world is asked to do. Each may be carried out more than once; its id is the same each time. */
export const effectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timer'), id, at: z.string(), timer: timerSchema }),
  z.object({
    kind: z.literal('page'),
    id,
    step: z.string(),
    number: z.number(),
    road: z.enum(ROADS),
    tier: tierSchema,
  }),
  /** Pages that stand elsewhere follow what happened here. */
  z.object({ kind: z.literal('reflect'), id, step: z.string(), action: z.enum(['acknowledge', 'resolve']) }),
  /** The message is edited. `soon`: somebody did something; else it may wait and be drawn together with more. */
  z.object({ kind: z.literal('show'), id, soon: z.boolean() }),
  /** One more node of the same cause is worth a look. */
  z.object({ kind: z.literal('look'), id, cluster: z.string(), node: z.string() }),
  /** `by` absent: nobody asked. */
  z.object({ kind: z.literal('recheck'), id, number: z.number(), by: z.string().optional() }),
  /** The resolution report, as a file. */
  z.object({ kind: z.literal('report'), id }),
  /** A word for one person, in the thread. */
  z.object({
    kind: z.literal('tell'),
    id,
    whom: z.string(),
    what: z.enum(['handed-over', 'remind', 'still-broken']),
    by: z.string().optional(),
    note: z.string().optional(),
  }),
]);
export type Effect = z.infer<typeof effectSchema>;
