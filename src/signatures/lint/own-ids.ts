import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';
import { twice } from './twice.js';

/** Symptoms, checks and steps are spoken of by their ids, symptoms and checks in one breath (`ruled out by`), look-alikes by theirs: each id once. */
export function ownIdProblems(signature: Signature): readonly Problem[] {
  const { id, symptoms, checks, runbook, not_this } = signature;
  const judged = [...numbered('symptoms', symptoms), ...numbered('checks', checks)];
  return [judged, numbered('runbook', runbook), numbered('not_this', not_this)].flatMap((named) =>
    twice(named, ({ own }) => own).map(({ item: { own, path } }) => {
      const message = `the id ${own} is there twice, so what is said of one is taken for the other`;
      return problemAt(signature, path, { id, message, fix: 'give one of them another id' });
    }),
  );
}

const numbered = (list: string, items: readonly { readonly id: string }[]) =>
  items.map((item, at) => ({ own: item.id, path: [list, at, 'id'] }));
