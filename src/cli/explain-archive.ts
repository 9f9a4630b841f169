import { readFileSync, statSync } from 'node:fs';
import { ArchiveError, MOST_PACKED, type ReadArchive, readArchive } from '../archive/read-archive.js';
import { answered } from '../diagnosis/answered.js';
import { diagnose } from '../diagnosis/diagnose.js';
import { readReport } from '../report/read-report.js';
import type { ExplainCommand } from './command.js';
import { exitCode } from './explain.js';
import type { Io } from './io.js';
import { loadKnowledge } from './load-knowledge.js';
import { printAnswer } from './print-answer.js';
import { readInput, unreadable } from './read-input.js';
import { UsageError } from './usage.js';

/** `plegmatic explain --bundle`: the diagnosis of `plegmatic node --bundle`, offline; with a text, that text judged on its facts. */
export async function explainArchive(command: ExplainCommand & { bundle: string }, io: Io): Promise<number> {
  const { manifest, facts, collection } = open(command.bundle);
  const text = command.file === undefined ? '' : await readInput(command.file, io);
  const report = readReport(text, { at: manifest.at });
  const { node, cluster, id } = manifest;
  const diagnosis = diagnose({ report, facts, node, cluster, collection }, loadKnowledge(command.knowledge, io));
  const answer = answered(report, [diagnosis], id);
  await printAnswer(answer, report, command, io);
  return exitCode(answer);
}

function open(file: string): ReadArchive {
  try {
    if (statSync(file).size > MOST_PACKED) throw new ArchiveError(`${file} is larger than any archive of ours (20 MB)`);
    return readArchive(readFileSync(file), file);
  } catch (error) {
    throw new UsageError(error instanceof ArchiveError ? error.message : unreadable(file, error));
  }
}
