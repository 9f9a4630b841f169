import type { Case } from '../../src/oncall/case.js';
import type { Desk } from '../answering/buttons.js';
import { fullReport } from '../answering/full-report.js';
import { fileStands } from '../answering/posting.js';
import { type View, viewOf } from '../answering/view.js';
import type { Parts } from '../parts.js';
import { caseFileName } from '../text/own-files.js';
import { caseWordsIn } from './case-words.js';
import { placeOf } from './face.js';
import { isSlackId } from './people.js';
import { resolutionReport } from './resolution-report.js';

/** What the diagnosis said before a recheck overwrote its facts. */
const evidenceRef = (report: string): string => `${report}/evidence`;

/** Keeps the diagnosis as it is now for the report, unless an earlier one is kept. */
export async function keepEvidence(view: View, { records }: Pick<Parts, 'records'>): Promise<void> {
  const ref = evidenceRef(view.report.payload.id);
  if ((await records.texts.get(ref)) === null) await records.texts.put(fullReport(view.shown), ref);
}

/** The resolution report, as a file in the thread; once for each end of the case. */
export async function sendReport(id: string, parts: Parts, desk: Desk): Promise<void> {
  const shown = await parts.jobs.cases.get(id);
  if (shown === null || shown.phase.kind !== 'resolved') return;
  const view = await viewOf(shown.report, { ...parts, ...desk });
  const place = await placeOf(shown, parts, desk);
  if (view === null || place === null) return;
  const slot = `resolution-${shown.phase.at}`;
  const name = caseFileName(shown.id, shown.phase.at);
  const { state } = await parts.records.answers.claim(shown.report, slot);
  const content = await contentOf(shown, view, parts);
  if (state === 'posted' || (state === 'unsure' && (await fileStands(place, name, content, parts)))) return;
  try {
    await parts.slack.upload(place.channel, place.thread, name, content);
  } catch (error) {
    parts.log.warn({ err: error, case: id }, 'the resolution report could not be uploaded');
    await parts.slack.say(place.channel, caseWordsIn(view.report.language).notUploaded, place.thread);
  }
  await parts.records.answers.posted(shown.report, { channel: place.channel, ts: '', thread: place.thread }, slot);
}

async function contentOf(shown: Case, view: View, { records, nameOf }: Parts): Promise<string> {
  const kept = await records.texts.get(evidenceRef(shown.report));
  const verdicts = view.shown.answered.diagnoses.flatMap((diagnosis) => diagnosis.verdicts);
  const fixes =
    verdicts.find(({ id }) => id === shown.cause.signature)?.runbook.filter(({ risk }) => risk === 'fix') ?? [];
  const names = await namesIn(shown, nameOf);
  return resolutionReport(shown, {
    language: view.report.language,
    names,
    fixes,
    evidence: kept ?? fullReport(view.shown),
  });
}

async function namesIn(shown: Case, nameOf: Parts['nameOf']): Promise<Readonly<Record<string, string>>> {
  const people = shown.timeline.flatMap((entry) => [
    'by' in entry ? entry.by : undefined,
    'to' in entry ? entry.to : undefined,
    ...('whom' in entry ? (entry.whom.match(/\b[UW][A-Z0-9]{2,}\b/g) ?? []) : []),
  ]);
  const ids = new Set(people.filter((one) => one !== undefined));
  const names: Record<string, string> = {};
  for (const id of ids) if (isSlackId(id)) names[id] = (await nameOf(id)) ?? id;
  return names;
}
