import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { answered } from '../diagnosis/answered.js';
import { diagnose, type Knowledge } from '../diagnosis/diagnose.js';
import type { Answered, CollectionReport } from '../diagnosis/diagnosis.js';
import { factSpec } from '../facts/catalogue.js';
import type { Facts } from '../facts/fact.js';
import { factsFromJson } from '../facts/facts-json.js';
import { type PastedNode, splitFrames } from '../facts/pasted-frames.js';
import { readReport } from '../report/read-report.js';
import type { Report } from '../report/report.js';
import type { ExplainCommand } from './command.js';
import type { Io } from './io.js';
import { loadKnowledge } from './load-knowledge.js';
import { printAnswer } from './print-answer.js';
import { readInput, unreadable } from './read-input.js';
import { EXIT, UsageError } from './usage.js';

const NOT_COLLECTED: CollectionReport = { step: 'none', complete: true, failed: [] };
const GIVEN: CollectionReport = { step: 'paste', complete: true, failed: [] };

/** @returns the answer to one text and whatever facts came with it. */
export function explainText(report: Report, facts: Facts | undefined, id: string, knowledge: Knowledge): Answered {
  const collection = facts === undefined ? NOT_COLLECTED : GIVEN;
  const input = { report, facts: facts ?? {}, node: null, cluster: null, collection };
  return answered(report, [diagnose(input, knowledge)], id);
}

/** The text holds output of the probe bundle, run by hand: one diagnosis for each node it came from. */
function explainNodes(
  report: Report,
  nodes: readonly PastedNode[],
  given: Facts,
  id: string,
  knowledge: Knowledge,
): Answered {
  const diagnoses = nodes.map(({ host, facts, collection }) =>
    diagnose({ report, facts: { ...facts, ...given }, node: host ?? null, cluster: null, collection }, knowledge),
  );
  return answered(report, diagnoses, id);
}

/** The contract's exit code: 0 when any diagnosis is known, else 3. */
export function exitCode(answer: Answered): number {
  return answer.diagnoses.some((diagnosis) => diagnosis.known) ? EXIT.recognised : EXIT.nothing;
}

/** `plegmatic explain`: reads one text, prints what it means. */
export async function explain(command: ExplainCommand, io: Io): Promise<number> {
  const facts = command.facts === undefined ? undefined : readFacts(command.facts);
  for (const name of Object.keys(facts ?? {}))
    if (factSpec(name) === undefined)
      io.complain(`${command.facts}: no check asks for ${name}; is it spelled right?\n`);
  const text = await readInput(command.file ?? '-', io);
  const { text: rest, nodes } = splitFrames(text, new Date().toISOString());
  const report = readReport(rest);
  // The same text has the same id: a batch can be compared run by run.
  const id = hash('sha256', text, 'hex').slice(0, 12);
  const knowledge = loadKnowledge(command.knowledge, io);
  const answer =
    nodes.length > 0
      ? explainNodes(report, nodes, facts ?? {}, id, knowledge)
      : explainText(report, facts, id, knowledge);
  await printAnswer(answer, report, command, io);
  return exitCode(answer);
}

const FACTS_FORM = 'write one object, such as {"runc.version": "1.1.5"}';

function readFacts(file: string): Facts {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${file} is not JSON: ${error.message}; ${FACTS_FORM}`);
    throw new UsageError(unreadable(file, error));
  }
  return parseFacts(value, file);
}

/** @param name of where they came from, for the message. @throws UsageError where the facts do not have a known form. */
export function parseFacts(value: unknown, name: string): Facts {
  try {
    return factsFromJson(value);
  } catch (error) {
    throw new UsageError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
