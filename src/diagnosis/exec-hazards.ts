import { factSpec } from '../facts/catalogue.js';
import type { Facts } from '../facts/fact.js';
import type { Signature } from '../signatures/signature.js';
import { askCheck } from './check.js';

/** A failure that an exec could set off on this node, as far as is known. */
export interface ExecHazard {
  readonly id: string;
  readonly title: string;
  /** A sentence: what matches, or what is not known. */
  readonly because: string;
}

const NOBODY = { subjects: { container: [], pod: [], process: [] } };

/**
 * What speaks against starting a process in a container of this node. A signature that an exec triggers is out of the question only where
 * a version that has it is known to be another one: a version that is not known does not make an exec safe.
 */
export function execHazards(signatures: readonly Signature[], facts: Facts): readonly ExecHazard[] {
  return signatures
    .filter((signature) => signature.exec_triggers && signature.status !== 'withdrawn')
    .flatMap(({ id, title, checks }) => {
      const asked = checks
        .filter(({ fact }) => fact !== undefined && factSpec(fact)?.kind === 'version')
        .map((check) => askCheck(check, facts, NOBODY).answered);
      // Whatever its role in a verdict, such a check names the builds that have the bug (or, for `refutes`, those that have not).
      const out = asked.some(({ role, answer }) => answer === (role === 'refutes' ? 'holds' : 'fails'));
      if (out) return [];
      const told = asked.find((one) => one.answer === 'unknown') ?? asked[0];
      const value = told?.answer === 'holds' ? `${told.fact} is ${told.value}: ` : '';
      return [{ id, title, because: told === undefined ? 'every version may have it' : `${value}${told.because}` }];
    });
}
