import type { ChainReading } from '../chain/links.js';
import { readChain } from '../chain/read-chain.js';
import { engineNamed, type Road, roadOf } from '../chain/road.js';
import type { Report } from '../report/report.js';
import type { Answered, Diagnosis, Verdict } from './diagnosis.js';

/**
 * @param diagnoses one per node; exactly one, with no node, when only text was read.
 * @param id of the report, from whoever asked.
 * @param chain what was read of it already.
 * @returns the whole answer to one report.
 */
export function answered(
  report: Report,
  diagnoses: readonly Diagnosis[],
  id: string,
  chain: ChainReading | null = readChain(report.lines),
): Answered {
  const engine = engineNamed(report);
  return { schema: 'plegmatic.report/1', id, chain, engine, nodes: report.nodes, diagnoses };
}

/** @returns the chain of one diagnosis with its broken link marked: by what speaks in the text, runs on the node, and was found. */
export function roadTo(answer: Answered, diagnosis: Diagnosis | undefined, best: Verdict | undefined): Road {
  const said = [...(answer.chain?.emitted_by ?? []), ...(best ? [best.breaks_at, best.felt_at] : [])];
  const engine = isRunning(diagnosis, 'dockerd.version')
    ? 'docker'
    : isRunning(diagnosis, 'crio.version')
      ? 'cri-o'
      : answer.engine;
  return roadOf(said, engine, best?.breaks_at ?? answer.chain?.breaks_at ?? null);
}

const isRunning = (diagnosis: Diagnosis | undefined, version: string): boolean =>
  diagnosis?.facts[version]?.state === 'known';
