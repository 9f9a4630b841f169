import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Knowledge } from '../diagnosis/diagnose.js';
import { reportJson } from '../diagnosis/report-json.js';
import { readReport } from '../report/read-report.js';
import type { ExplainCommand } from './command.js';
import { exitCode, explainText, parseFacts } from './explain.js';
import type { Io } from './io.js';
import { loadKnowledge } from './load-knowledge.js';
import { LIMIT_BYTES, openInput, unreadable } from './read-input.js';
import { EXIT, UsageError } from './usage.js';

const asked = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  facts: z.unknown().optional(),
  at: z.iso.datetime({ offset: true }).optional().describe('when it was asked'),
});

interface Told {
  readonly line: string;
  readonly known: boolean;
}

/** A bad line is answered like any other, with its id where it has one, and does not stop the rest. */
function failed(id: unknown, error: string): Told {
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  return { line: JSON.stringify({ id: known, error }), known: false };
}

/** @returns the answer to one line of the batch. Never throws. */
export function explainLine(line: string, number: number, knowledge: Knowledge): Told {
  let id: unknown;
  try {
    if (line.length > LIMIT_BYTES)
      return failed(null, `line ${number} is longer than 20 MB; cut it to what surrounds the error`);
    const value: unknown = JSON.parse(line);
    id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
    const parsed = asked.safeParse(value);
    if (!parsed.success)
      return failed(id, `line ${number} is not {"id", "text", "facts"?}: ${z.prettifyError(parsed.error)}`);
    const { text, facts, at } = parsed.data;
    const given = facts === undefined || facts === null ? undefined : parseFacts(facts, 'facts');
    const answer = explainText(
      readReport(text, at === undefined ? {} : { at }),
      given,
      String(parsed.data.id),
      knowledge,
    );
    const { id: _, ...rest } = reportJson(answer);
    return { line: JSON.stringify({ id: parsed.data.id, ...rest }), known: exitCode(answer) === EXIT.recognised };
  } catch (error) {
    return failed(id, `line ${number}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `plegmatic explain --jsonl`: one object a line in, one a line out, in order, in one process. */
export async function explainLines(command: ExplainCommand, io: Io): Promise<number> {
  if (command.facts !== undefined)
    throw new UsageError('with --jsonl each line carries its own facts; leave out --facts');
  const knowledge = loadKnowledge(command.knowledge, io);
  const input = openInput(command.file ?? '-', io);
  let known = false;
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      const told = explainLine(line, number, knowledge);
      known ||= told.known;
      io.print(`${told.line}\n`);
      await io.drained();
    }
  } catch (error) {
    throw new UsageError(unreadable(command.file ?? 'stdin', error));
  }
  return known ? EXIT.recognised : EXIT.nothing;
}
