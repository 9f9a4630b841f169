import { readReport } from '../report/read-report.js';
import type { Report } from '../report/report.js';
import type { Signature } from '../signatures/signature.js';
import type { Hit } from './hit.js';
import { buildMatcher, type Matcher } from './matcher.js';
import { startWorker, type WorkerAnswer } from './worker-thread.js';

/** Below this a text is read on the spot: handing it over costs more than reading it. Characters. */
const ON_THE_SPOT = 65_536;
/** What is still read of each end of a text that could not be read in time. Characters. */
const EACH_END = 32_768;
/** A 20 MB log takes 2 to 4 s on a slow core; beyond this something is wrong, and the asker is waiting. Milliseconds. */
const DEADLINE = 20_000;

export interface ReadText {
  /** Of a long text only the lines around hits, and both ends; `text` is whole. Matching these lines again gives the same hits. */
  readonly report: Report;
  /** Hits of the place `paste`. */
  readonly hits: readonly Hit[];
  /** False: not read to its end in time, only both ends of the text. */
  readonly complete: boolean;
}

export interface OffThread {
  /** Reads and matches a text, long ones on another thread. Never rejects because of a text. */
  read(text: string, options?: { readonly at?: string; readonly deadlineMs?: number }): Promise<ReadText>;
  /** Stops the thread. What is still being read resolves as not complete. */
  close(): Promise<void>;
}

/**
 * One thread beside the main one; texts wait for each other. It starts with the first long text, does not keep the process
 * alive, and is thrown away when it misses a deadline.
 */
export function matchOffThread(
  signatures: readonly Signature[],
  matcher: Matcher = buildMatcher(signatures),
): OffThread {
  let thread: ReturnType<typeof startWorker> | null = null;
  let before: Promise<unknown> = Promise.resolve();

  const here = (text: string, at: string | undefined, complete: boolean): ReadText => {
    const report = readReport(text, { at });
    return { report, hits: matcher.match(report.lines, 'paste'), complete };
  };
  const bothEnds = (text: string, at: string | undefined): ReadText => {
    const ends = `${text.slice(0, EACH_END)}\n${text.slice(-EACH_END)}`;
    const read = here(ends, at, false);
    return { ...read, report: { ...read.report, text } };
  };
  const away = async (text: string, at: string | undefined, deadlineMs: number): Promise<ReadText> => {
    thread ??= startWorker(signatures);
    const answer = await thread.ask({ text, at }, deadlineMs);
    if (answer !== null) return fromAnswer(answer, signatures, text, at);
    await thread.stop();
    thread = null;
    return bothEnds(text, at);
  };

  return {
    read(text, { at, deadlineMs = DEADLINE } = {}) {
      if (text.length <= ON_THE_SPOT) return Promise.resolve(here(text, at, true));
      const turn = before.then(() => away(text, at, deadlineMs));
      before = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await thread?.stop();
    },
  };
}

/** Signatures do not travel back: the worker names them by their place in the list. */
function fromAnswer(
  answer: WorkerAnswer,
  signatures: readonly Signature[],
  text: string,
  at: string | undefined,
): ReadText {
  const hits = answer.hits.flatMap(({ signature, symptom, line, span, captures }): readonly Hit[] => {
    const owner = signatures[signature];
    const own = owner?.symptoms[symptom];
    const matched = answer.lines[line];
    if (owner === undefined || own === undefined || matched === undefined) return [];
    return [{ signature: owner, symptom: own, line: matched, place: 'paste', span, captures }];
  });
  const report = { text, lines: answer.lines, nodes: answer.nodes, ...(at === undefined ? {} : { at }) };
  return { report, hits, complete: true };
}
