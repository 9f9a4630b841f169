import { factsToJson } from '../facts/facts-json.js';
import type { Answered, Diagnosis } from './diagnosis.js';

function diagnosisJson(diagnosis: Diagnosis): Record<string, unknown> {
  const { node, cluster, known, verdicts, exposed, next_check, collection, facts } = diagnosis;
  return { node, cluster, known, verdicts, exposed, next_check, collection, facts: factsToJson(facts) };
}

/** @returns the object that `--json` prints, with the contract's keys in the contract's order. */
export function reportJson(answered: Answered): Record<string, unknown> {
  const { schema, id, chain, nodes, diagnoses } = answered;
  return { schema, id, chain, nodes, diagnoses: diagnoses.map(diagnosisJson) };
}
