import { parentPort, workerData } from 'node:worker_threads';
import { readReport } from '../report/read-report.js';
import type { Line } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import type { Hit } from './hit.js';
import { keptLines } from './kept-lines.js';
import { buildMatcher } from './matcher.js';
import type { WorkerAnswer, WorkerQuestion } from './worker-thread.js';

/** The thread's entry: reads and matches one text after another. */

const signatures: readonly Signature[] = workerData;
const matcher = buildMatcher(signatures);
const placeOf = new Map(signatures.map((signature, index) => [signature, index]));

parentPort?.on('message', ({ text, at }: WorkerQuestion) => {
  const report = readReport(text, { at });
  const hits = matcher.match(report.lines, 'paste');
  const lines = keptLines(report.lines, new Set(hits.map(({ line }) => line)));
  parentPort?.postMessage(answerOf(lines, report.nodes, hits));
});

function answerOf(lines: readonly Line[], nodes: readonly string[], hits: readonly Hit[]): WorkerAnswer {
  const lineAt = new Map(lines.map((line, index) => [line, index]));
  return {
    lines,
    nodes,
    hits: hits.map(({ signature, symptom, line, span, captures }) => ({
      signature: placeOf.get(signature) ?? -1,
      symptom: signature.symptoms.indexOf(symptom),
      line: lineAt.get(line) ?? -1,
      span,
      captures,
    })),
  };
}
