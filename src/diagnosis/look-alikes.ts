import type { Signature } from '../signatures/signature.js';
import type { Verdict } from './diagnosis.js';

/** A cause of which no word of its own was seen, and the one whose words it shares. */
export interface LookAlike {
  readonly signature: Signature;
  /** Id of the verdict that stands on the shared words. */
  readonly of: string;
  /** The observation that tells the two apart; absent where the author of `of` names it as a cause and says no more. */
  readonly tell?: string;
}

/**
 * What the same words may come from besides, where they decide nothing: the best answer is only possible, and it stands on words that several
 * causes print or is what other failures lead to. Of each possible answer: the causes it is known to have, its narrower cases, and what its
 * author says one would take it for.
 * @param best the verdicts in order.
 * @returns each cause once, the nearest to the best answer first; none that was judged already, none that is withdrawn.
 */
export function lookAlikesOf(
  best: readonly Verdict[],
  signatures: ReadonlyMap<string, Signature>,
): readonly LookAlike[] {
  const [lead] = best;
  if (lead?.verdict !== 'possible' || !isPasted(lead)) return [];
  const judged = new Set(best.map(({ id }) => id));
  const casesOf = narrowerCases(signatures);
  const known = (id: string): readonly string[] => [
    ...(signatures.get(id)?.explained_by ?? []),
    ...(casesOf.get(id) ?? []),
  ];
  const named = new Set(
    best.filter((one) => one.verdict !== 'ruled-out' && !standsOnSharedWords(one)).map(({ id }) => id),
  );
  const isOpen = ({ id }: Verdict): boolean => known(id).length > 0 && !known(id).some((cause) => named.has(cause));
  const decidesNothing = (one: Verdict): boolean =>
    signatures.get(one.id)?.general === true || standsOnSharedWords(one);
  if (!decidesNothing(lead) && !isOpen(lead)) return [];
  const found = new Map<string, LookAlike>();
  const add = (id: string, of: string, tell?: string): void => {
    const signature = signatures.get(id);
    if (signature === undefined || signature.status === 'withdrawn' || judged.has(id) || found.has(id)) return;
    found.set(id, { signature, of, ...(tell === undefined ? {} : { tell }) });
  };
  for (const verdict of best.filter((one) => one.verdict === 'possible' && isPasted(one))) {
    const tells = new Map(verdict.not_this.map(({ id, tell }) => [id, tell]));
    if (isOpen(verdict)) for (const cause of known(verdict.id)) add(cause, verdict.id, tells.get(cause));
    if (decidesNothing(verdict)) for (const [id, tell] of tells) add(id, verdict.id, tell);
  }
  return [...found.values()];
}

/** The report itself says it: what else a node's logs hold is not the question. */
const isPasted = ({ symptoms }: Verdict): boolean =>
  symptoms.some(({ place, refutes }) => place === 'paste' && refutes !== true);

const standsOnSharedWords = ({ symptoms }: Verdict): boolean =>
  symptoms.every(({ weight, refutes }) => weight === 'shared' || refutes === true);

/** @returns of each broader failure the ids of its known cases. */
function narrowerCases(signatures: ReadonlyMap<string, Signature>): ReadonlyMap<string, readonly string[]> {
  const cases = new Map<string, string[]>();
  for (const { id, narrows } of signatures.values())
    for (const broad of narrows) {
      const known = cases.get(broad);
      if (known === undefined) cases.set(broad, [id]);
      else known.push(id);
    }
  return cases;
}
