import { z } from 'zod';
import { LINKS } from '../chain/links.js';
import { SEVERITIES } from '../signatures/signature.js';

export const CERTAINTIES = ['not-known', 'possible', 'confirmed'] as const;

/** What is wrong, as far as it is known now. */
export const causeSchema = z.object({
  /** Id of the best verdict's signature; null while nothing explains it. */
  signature: z.string().nullable(),
  title: z.string(),
  certainty: z.enum(CERTAINTIES),
  severity: z.enum(SEVERITIES).nullable(),
  /** The link that breaks. */
  link: z.enum(LINKS).nullable(),
  /** The alert calls itself critical. */
  critical: z.boolean(),
});
export type Cause = z.infer<typeof causeSchema>;

/** Node down is worst; unknown stands between what fails pods and what only degrades them. */
const UNKNOWN_RANK = SEVERITIES.indexOf('pods-degraded') - 0.5;
const severityRank = (cause: Cause): number =>
  cause.severity === null ? UNKNOWN_RANK : SEVERITIES.indexOf(cause.severity);

/** True when `now` is worse news than `before`: more severe, or as severe and now confirmed. */
export function isWorse(now: Cause, before: Cause): boolean {
  const [worse, was] = [severityRank(now), severityRank(before)];
  if (worse !== was) return worse < was;
  return now.certainty === 'confirmed' && before.certainty !== 'confirmed';
}

/** What is known stays known: a later look that finds nothing does not take a cause away. */
export function better(now: Cause, before: Cause): Cause {
  const critical = now.critical || before.critical;
  const keeps = CERTAINTIES.indexOf(now.certainty) < CERTAINTIES.indexOf(before.certainty);
  return { ...(keeps ? before : now), critical };
}
