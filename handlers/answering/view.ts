import { createHash } from 'node:crypto';
import { answered } from '../../src/diagnosis/answered.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { Target } from '../../src/jobs/payloads.js';
import type { Progress, Shown } from '../blocks/shown.js';
import { caseOf } from '../oncall/case-of.js';
import type { Parts } from '../parts.js';
import type { OpenReport, Outcome, ReportFile } from '../reading/open-report.js';
import type { Readings } from '../reading/readings.js';
import { type Words, wordsIn } from '../words/words.js';
import { boundaryOf } from './by-hand.js';

/** One report as it can be shown now: what has been read and collected so far, judged. */
export interface View {
  readonly report: OpenReport;
  readonly shown: Shown;
  /** Changes whenever a collection ended: two views with the same mark say the same. */
  readonly mark: string;
}

type Needs = Pick<Parts, 'records' | 'engine' | 'jobs' | 'rights' | 'self' | 'escalation'> & {
  readonly file: ReportFile;
  readonly readings: Readings;
};

/** Judges again from what is stored; nothing is remembered between two views. Null: the report expired. */
export async function viewOf(id: string, parts: Needs): Promise<View | null> {
  const report = await parts.file.open(id);
  if (report === null) return null;
  const { language } = report;
  const words = wordsIn(language);
  const reading = await parts.readings.of(report);
  const outcomes = await Promise.all(report.targets.map((target) => parts.file.ended(id, target)));
  const diagnoses: Diagnosis[] = [];
  /** How each of them ended. */
  const ends: Outcome['end'][] = [];
  const notes = [...report.notes];
  const { policy } = parts.escalation;
  const { face, elsewhere } = await caseOf(report, parts);
  if (!reading.complete) notes.push(words.tooLong);
  const progress: Progress[] = [];
  for (const [index, target] of report.targets.entries()) {
    const outcome = outcomes[index] ?? null;
    if (outcome === null) {
      progress.push(await progressOf(target, parts));
      continue;
    }
    const note = noteOf(target, outcome, words);
    if (note) notes.push(note);
    const collected = outcome.collected === undefined ? null : await parts.records.collected.get(outcome.collected);
    diagnoses.push(parts.engine.diagnose(reading, collected ?? nothing(target, outcome)));
    ends.push(outcome.end);
  }
  if (diagnoses.length === 0) diagnoses.push(parts.engine.diagnose(reading, null));
  const told = diagnoses.map((diagnosis) => parts.engine.translate(diagnosis, language));
  const shown: Shown = {
    language,
    report: id,
    answered: answered(reading.report, told, id, reading.chain),
    phase: progress.length > 0 ? 'first' : 'full',
    progress,
    notes,
    collectable: report.collectable,
    unreached: diagnoses.flatMap(({ cluster, node, collection }, index) => {
      const target = cluster === null || node === null ? undefined : { cluster, node };
      const silent = collection.step === 'api' || collection.step === 'none';
      if (target === undefined || !silent || ends[index] === 'cancelled') return [];
      return [{ node: target.node, boundary: boundaryOf(id, target) }];
    }),
    anatomy: reading.anatomy,
    hasText: reading.report.text.trim() !== '',
    peelable: parts.rights.anybodyMay('peel'),
    case: face,
    elsewhere,
    offering: {
      canEscalate: policy.tiers.length + policy.routes.length > 0,
      muteMinutes: policy.muteMinutes,
    },
  };
  return { report, shown, mark: markOf(report, outcomes) };
}

function markOf(report: OpenReport, outcomes: readonly (Outcome | null)[]): string {
  const state = JSON.stringify([report.targets, report.notes, outcomes]);
  return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

/** How far one node is: what its collector says, else its place in the queue. */
export async function progressOf(target: Target, parts: Pick<Needs, 'records' | 'jobs'>): Promise<Progress> {
  const now = await parts.records.progress.get(target.cluster, target.node);
  if (now === null || now.phase === 'queued')
    return { kind: 'queued', ...target, position: await parts.jobs.before(target) };
  if (now.phase === 'judging') return { kind: 'judging', ...target };
  return now.of > 0 ? { kind: 'collecting', ...target, done: now.done, of: now.of } : { kind: 'collecting', ...target };
}

function nothing(target: Target, outcome: Outcome) {
  const failed = outcome.reason === undefined ? [] : [{ probe: 'all', reason: outcome.reason }];
  return { ...target, facts: {}, collection: { step: 'none' as const, complete: false, failed } };
}

function noteOf(target: Target, outcome: Outcome, words: Words): string | undefined {
  const why = outcome.reason ? ` (${outcome.reason})` : '';
  switch (outcome.end) {
    case 'deadline':
      return words.ended.deadline(target.node, why);
    case 'failed':
    case 'stalled':
      return words.ended.failed(target.node, why);
    case 'cancelled':
      return words.ended.cancelled(target.node, why);
    case 'fresh':
      return words.ended.fresh(target.node, why);
    default:
      return outcome.reason;
  }
}
