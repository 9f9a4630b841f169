import { readChain } from '../chain/read-chain.js';
import type { Report } from '../report/report.js';
import type { Answered, Diagnosis } from './diagnosis.js';

/**
 * @param diagnoses one per node; exactly one, with no node, when only text was read.
 * @param id of the report, from whoever asked.
 * @returns the whole answer to one report.
 */
export function answered(report: Report, diagnoses: readonly Diagnosis[], id: string): Answered {
  return { schema: 'plegmatic.report/1', id, chain: readChain(report.lines), nodes: report.nodes, diagnoses };
}
