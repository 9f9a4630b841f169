import { z } from 'zod';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const factValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.array(z.record(z.string(), cell)),
]);
const fact = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    value: factValue,
    raw: z.string().optional(),
    source: z.string(),
    at: z.string().optional(),
    complete: z.boolean(),
  }),
  z.object({
    state: z.literal('unknown'),
    reason: z.string(),
    source: z.string().optional(),
    at: z.string().optional(),
  }),
]);

/** Same shape as `CollectionReport`. */
export const collectionReport = z.object({
  step: z.enum(['exec', 'recorder', 'api', 'paste', 'none']),
  complete: z.boolean(),
  failed: z.array(z.object({ probe: z.string(), reason: z.string() })),
  tried: z
    .array(z.object({ step: z.enum(['exec', 'recorder', 'api', 'paste', 'none']), reason: z.string() }))
    .optional(),
  age_seconds: z.number().optional(),
  window: z.object({ from: z.string(), to: z.string() }).optional(),
  at: z.string().optional(),
});

/** What a collection brought home, as it travels from collector to bot. Same shape as `Facts` and `CollectionReport`. */
export const collected = z.object({
  cluster: z.string(),
  node: z.string(),
  facts: z.record(z.string(), fact),
  collection: collectionReport,
});
export type StoredCollected = z.output<typeof collected>;
