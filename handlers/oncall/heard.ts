import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { type Case, isOpen, keyOf } from '../../src/oncall/case.js';
import type { Look, Target } from '../../src/oncall/events.js';
import type { View } from '../answering/view.js';
import { foremost, speaking } from '../blocks/verdict.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import { tell } from '../ways/told.js';
import { findCase } from './case-of.js';
import { causeOf, certaintyOf } from './cause-of.js';
import { escalateView } from './escalate-view.js';
import { outcomeOf } from './outcome.js';
import { versionThatBreaks } from './version-that-breaks.js';

type Needs = Pick<Parts, 'records' | 'jobs' | 'now' | 'engine' | 'rights' | 'escalation' | 'slack' | 'self' | 'log'> & {
  readonly file: ReportFile;
};

/**
 * A whole answer was shown: its case learns what it says. Bears repeating; what is known already changes nothing.
 * @returns true when the case has asked for one more node, so that a fuller answer follows
 */
export async function heardOf(view: View, parts: Needs): Promise<boolean> {
  const { id } = view.report.payload;
  if (view.report.payload.extra.escalate !== undefined) await escalateOnce(view, parts);
  const found = await findCase(id, parts);
  if (found === null) await joinOpen(view, parts);
  if (found?.report !== id) return false;
  const { diagnoses } = view.shown.answered;
  const at = parts.now();
  const cause = causeOf(foremost(diagnoses), found.cause.critical);
  const now = await parts.jobs.cases.tell(found.id, { kind: 'judged', at, cause, looks: diagnoses.flatMap(lookOf) });
  await finishRecheck(view, found, parts);
  return now?.places.some((place) => place.asked && place.looked === undefined) === true;
}

/** "Escalate" on a message nobody had diagnosed: now it is. */
async function escalateOnce(view: View, parts: Needs): Promise<void> {
  const { id, user, channel } = view.report.payload;
  const known = await findCase(id, parts);
  if (user === undefined || (known !== null && known.round > 0)) return;
  const said = await escalateView(view, { user, channel }, parts);
  if (said !== undefined) await tell({ channel, user, thread: view.report.payload.thread }, user, said, parts);
}

/** Somebody asked about what an open case is about already: their node joins it, and their answer says where it is. */
async function joinOpen(view: View, parts: Needs): Promise<void> {
  const { id, way } = view.report.payload;
  if (way === 'alert' || way === 'webhook') return;
  for (const diagnosis of view.shown.answered.diagnoses) {
    const [best] = speaking(diagnosis);
    if (best?.verdict !== 'confirmed' || diagnosis.cluster === null || diagnosis.node === null) continue;
    const holder = await parts.records.cases.holder(keyOf(diagnosis.cluster, { signature: best.id }, ''));
    if (holder === null) continue;
    const places = [{ cluster: diagnosis.cluster, node: diagnosis.node }];
    const joined = await parts.jobs.cases.tell(holder, { kind: 'seen', at: parts.now(), places, critical: false }, id);
    if (joined !== null && isOpen(joined)) await parts.records.cases.bind(id, holder);
    return;
  }
}

async function finishRecheck(view: View, found: Case, parts: Needs): Promise<void> {
  const { recheck, cause } = found;
  if (recheck === null) return;
  const again = recheckTag(recheck.number);
  const { targets } = view.report;
  const rechecked = (target: Target) => view.report.again[`${target.cluster}/${target.node}`] === again;
  if (targets.length === 0 || !targets.every(rechecked)) return;
  const { outcome, reason } = await outcomeOf(view.report, cause.signature, parts);
  const at = parts.now();
  await parts.jobs.cases.tell(found.id, { kind: 'rechecked', at, number: recheck.number, outcome, reason });
}

/** Tells the collections of a recheck from others of the same report. */
export const recheckTag = (number: number): string => `recheck-${number}`;

function lookOf(diagnosis: Diagnosis): readonly Look[] {
  const { cluster, node } = diagnosis;
  if (cluster === null || node === null || diagnosis.collection.step === 'none') return [];
  const [best] = speaking(diagnosis);
  const version = best === undefined ? undefined : versionThatBreaks(best.breaks_at, diagnosis.facts);
  return [
    {
      cluster,
      node,
      signature: best?.id ?? null,
      title: best?.title ?? '',
      certainty: best === undefined ? 'not-known' : certaintyOf(best),
      ...(version === undefined ? {} : { version }),
    },
  ];
}
