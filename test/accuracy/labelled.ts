import { z } from 'zod';

/** One labelled report: a real text, and the failure mode that people who know say it is (null: silence is right). */
export const labelledSchema = z.object({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  failure_mode: z.string().nullable(),
  component: z.string().nullable().default(null),
  determinable_from_text: z.boolean().default(true),
  also_ok: z.array(z.string()).nullish(),
});
export type Labelled = z.infer<typeof labelledSchema>;

/** What of an answer the score reads. */
export const answerSchema = z.object({
  id: z.string(),
  chain: z.unknown(),
  diagnoses: z.array(
    z.object({
      known: z.boolean(),
      verdicts: z.array(z.object({ id: z.string(), aliases: z.array(z.string()), verdict: z.string() })),
    }),
  ),
});
export type Answer = z.infer<typeof answerSchema>;
