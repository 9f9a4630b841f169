import { factsToJson } from '../facts/facts-json.js';
import type { Answered, Diagnosis } from './diagnosis.js';

function diagnosisJson(diagnosis: Diagnosis): Record<string, unknown> {
  const { next_check, facts, ...rest } = diagnosis;
  return {
    ...rest,
    verdicts: diagnosis.verdicts.map((verdict) => ({ ...verdict })),
    next_check: next_check === null ? null : { ...next_check },
    facts: factsToJson(facts),
  };
}

/** @returns the object that `--json` prints, with the contract's keys in the contract's order. */
export function reportJson(answered: Answered): Record<string, unknown> {
  const { schema, id, chain, nodes, diagnoses } = answered;
  return { schema, id, chain, nodes, diagnoses: diagnoses.map(diagnosisJson) };
}
