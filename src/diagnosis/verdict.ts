import type { Facts } from '../facts/fact.js';
import type { Signature } from '../signatures/signature.js';
import type { AskedCheck, Spoken } from './check.js';
import type { Diagnosis, Over, SeenSymptom, Verdict, VerdictKind } from './diagnosis.js';
import { readingsOf } from './distribution.js';
import type { Distribution } from './distribution-readings.js';
import { bindings, fill } from './placeholders.js';

/** What fills the commands: the node that was asked, its facts, and whom the symptoms named. */
export interface Known {
  readonly node: string | null;
  readonly facts: Facts;
  readonly spoken: Spoken;
  readonly distribution: Distribution | null;
}

/** @returns the verdict with its evidence and the runbook filled in for this node. */
export function verdictOf(
  signature: Signature,
  symptoms: readonly SeenSymptom[],
  asked: readonly AskedCheck[],
  judged: { readonly kind: VerdictKind; readonly by: readonly string[]; readonly over?: Over },
  known: Known,
): Verdict {
  const values = bindings(known.node, known.facts, known.spoken, asked);
  const here = known.distribution === null ? null : readingsOf(signature.runbook, known.distribution);
  const filled = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : fill(text, values);
  return {
    id: signature.id,
    aliases: [...signature.aliases, ...signature.narrows],
    title: signature.title,
    status: signature.status,
    verdict: judged.kind,
    severity: signature.severity,
    summary: signature.summary,
    breaks_at: signature.cause.breaks_at,
    felt_at: signature.cause.felt_at,
    mechanism: signature.cause.mechanism,
    symptoms,
    checks: asked.map(({ answered }) => ({ ...answered, settle: fill(answered.settle, values) })),
    ruled_out_by: judged.by,
    ...(judged.over === undefined ? {} : { over: judged.over }),
    not_this: signature.not_this,
    runbook: signature.runbook.map((step) => ({
      ...step,
      run: fill(step.run, values),
      ...(step.undo === undefined ? {} : { undo: filled(step.undo) }),
      ...(step.verify === undefined ? {} : { verify: filled(step.verify) }),
      ...(here?.has(step.id) ? { here: here.get(step.id) } : {}),
    })),
    references: signature.references,
  };
}

/** @returns why a node that shows nothing now can still have this failure. */
export function exposureOf(signature: Signature, asked: readonly AskedCheck[]): Diagnosis['exposed'][number] {
  const held = asked.filter(({ answered }) => answered.role === 'must' && answered.answer === 'holds');
  const because = held.map(({ answered }) => `${answered.fact} is ${answered.value}`).join('; ');
  return { id: signature.id, title: signature.title, because };
}
