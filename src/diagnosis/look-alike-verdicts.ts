import type { Signature } from '../signatures/signature.js';
import { askCheck } from './check.js';
import type { Verdict } from './diagnosis.js';
import { speakingAgainst } from './judge.js';
import { lookAlikesOf } from './look-alikes.js';
import { type Known, verdictOf } from './verdict.js';

/** Nobody acts on a likeness, and the steps of thirty are a hundred kilobytes: they stand in `knowledge show` and the catalogue. */
const NO_STEPS = { runbook: [], references: [], not_this: [] } as const satisfies Partial<Verdict>;

/**
 * @param best the verdicts on what was seen, in order.
 * @returns them with the look-alikes that no fact speaks against, between what is possible and what is ruled out.
 */
export function withLookAlikes(
  best: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
  known: Known,
): readonly Verdict[] {
  const alike = lookAlikesOf(best, signatures).flatMap(({ signature, of, tell }) => {
    const asked = signature.checks.map((check) => askCheck(check, known.facts, known.spoken));
    if (speakingAgainst(asked).length > 0) return [];
    const verdict = verdictOf(signature, [], asked, { kind: 'possible', by: [] }, known);
    return [{ ...verdict, ...NO_STEPS, look_alike: { of, ...(tell === undefined ? {} : { tell }) } }];
  });
  const out = best.filter(({ verdict }) => verdict === 'ruled-out');
  return [...best.filter(({ verdict }) => verdict !== 'ruled-out'), ...byHeld(alike), ...out];
}

/** What more of its conditions hold of comes first; equals keep their order. */
function byHeld(verdicts: readonly Verdict[]): readonly Verdict[] {
  const held = ({ checks }: Verdict): number =>
    checks.filter(({ role, answer }) => role === 'must' && answer === 'holds').length;
  return verdicts.toSorted((a, b) => held(b) - held(a));
}
