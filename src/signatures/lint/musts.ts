import type { Problem } from '../problem.js';
import type { Check, Signature } from '../signature.js';
import { problemAt } from '../source.js';

/** Whether words alone confirm it. */
export function provesByWords(signature: Signature): boolean {
  return signature.symptoms.some(({ weight, refutes }) => weight === 'proves' && !refutes);
}

/**
 * Two independent confirmations: a version alone, or a counter alone, is never enough, unless it is a resource limit.
 * A signature without musts can only be possible, and needs none.
 */
export function mustProblems(signature: Signature): readonly Problem[] {
  const musts = signature.checks.filter(({ role }) => role === 'must');
  if (signature.status !== 'stable' || provesByWords(signature)) return [];
  if (musts.length === 0 || musts.some(({ limit }) => limit)) return [];
  if (musts.length > 1 && new Set(musts.map(factsOf)).size > 1) return [];
  const message =
    musts.length === 1
      ? 'one must alone would confirm it'
      : `its ${musts.length} musts all ask ${musts[0] === undefined ? 'one fact' : factsOf(musts[0])}`;
  return [
    problemAt(signature, ['checks'], {
      id: signature.id,
      message: `too few musts: ${message}`,
      fix: 'add a must on another fact; a resource limit, whose one counter is the whole proof, says `limit: true`',
    }),
  ];
}

const factsOf = (check: Check): string => check.fact ?? check.same_row?.of.join(' and ') ?? '';
