import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { Outcome } from '../../src/oncall/timeline.js';
import { speaking } from '../blocks/verdict.js';
import type { Parts } from '../parts.js';
import type { OpenReport, ReportFile } from '../reading/open-report.js';
import { caseWordsIn } from './case-words.js';

export interface Rechecked {
  readonly outcome: Outcome;
  readonly reason?: string;
}

const ORDER: readonly Outcome[] = ['still-broken', 'not-known', 'mended'];

/**
 * What the nodes say after the fix. The paste is left out, for it tells of the time before: only what was collected now counts.
 * One node that is still broken is enough; mended are they all or none.
 */
export async function outcomeOf(
  report: OpenReport,
  signature: string | null,
  { engine, records, now, file }: Pick<Parts, 'engine' | 'records' | 'now'> & { readonly file: ReportFile },
): Promise<Rechecked> {
  const nothing = await engine.read('', now());
  const words = caseWordsIn(report.language);
  const all: Rechecked[] = [];
  for (const target of report.targets) {
    const ended = await file.ended(report.payload.id, target);
    const collected = ended?.collected === undefined ? null : await records.collected.get(ended.collected);
    if (collected === null) {
      all.push({ outcome: 'not-known', reason: ended?.reason ?? words.incomplete });
      continue;
    }
    const diagnosis = engine.diagnose(nothing, collected);
    const outcome = one(diagnosis, signature);
    if (outcome === 'mended') all.push({ outcome });
    else if (outcome === 'not-known') all.push({ outcome, reason: words.incomplete });
    else all.push({ outcome, reason: isNotReady(diagnosis) ? words.stillNotReady : speaking(diagnosis)[0]?.title });
  }
  return ORDER.flatMap((outcome) => all.find((one) => one.outcome === outcome) ?? [])[0] ?? { outcome: 'not-known' };
}

function one(diagnosis: Diagnosis, signature: string | null): Outcome {
  if (isNotReady(diagnosis)) return 'still-broken';
  const { collection } = diagnosis;
  const whole = collection.complete && (collection.step === 'exec' || collection.step === 'recorder');
  if (signature === null) return diagnosis.known ? 'still-broken' : whole ? 'mended' : 'not-known';
  const verdict = diagnosis.verdicts.find(({ id }) => id === signature);
  if (verdict?.verdict === 'confirmed') return 'still-broken';
  if (verdict?.verdict === 'possible') return 'not-known';
  // Ruled out by a check, or not even a candidate: the latter counts only where everything could be read.
  return verdict !== undefined || whole ? 'mended' : 'not-known';
}

/** Kubernetes itself says so. */
function isNotReady({ facts }: Diagnosis): boolean {
  const fact = facts['node.conditions'];
  if (fact?.state !== 'known' || !Array.isArray(fact.value)) return false;
  return fact.value.some(
    (row) => typeof row === 'object' && 'type' in row && row.type === 'Ready' && row.status !== 'True',
  );
}
