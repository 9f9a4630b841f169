import type { Diagnosis, Verdict } from '../../src/diagnosis/diagnosis.js';
import type { Cause } from '../../src/oncall/cause.js';
import { speaking } from '../blocks/verdict.js';

/** The best verdict as the cause of a case. */
export function causeOf(diagnosis: Diagnosis | undefined, critical: boolean): Cause {
  const best = diagnosis === undefined ? undefined : speaking(diagnosis)[0];
  if (best === undefined)
    return { signature: null, title: '', certainty: 'not-known', severity: null, link: null, critical };
  return {
    signature: best.id,
    title: best.title,
    certainty: certaintyOf(best),
    severity: best.severity,
    link: best.breaks_at,
    critical,
  };
}

export const certaintyOf = ({ verdict }: Verdict): Cause['certainty'] =>
  verdict === 'confirmed' ? 'confirmed' : 'possible';

/**
 * Whether the best verdict rests on more than words that many causes share: `KubeNodeNotReady` makes a dozen of them possible, and
 * two nodes that are not ready need not have one cause.
 */
export function isSpecific(diagnosis: Diagnosis): boolean {
  const [best] = speaking(diagnosis);
  if (best === undefined) return false;
  return (
    best.verdict === 'confirmed' || best.symptoms.some(({ weight, refutes }) => weight !== 'shared' && refutes !== true)
  );
}
