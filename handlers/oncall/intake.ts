import { createHash } from 'node:crypto';
import type { Alert } from '../../src/alerts/alert.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { Target } from '../../src/jobs/payloads.js';
import { type Case, isOpen, keyOf } from '../../src/oncall/case.js';
import { link } from '../blocks/mrkdwn.js';
import type { Reading } from '../engine/engine.js';
import { inStatedCluster } from '../names/alert-names.js';
import { namedNodes } from '../names/named-nodes.js';
import type { Parts } from '../parts.js';
import type { OpenReport } from '../reading/open-report.js';
import { findCase, linkTo } from './case-of.js';
import { caseWordsIn } from './case-words.js';
import { causeOf, isSpecific } from './cause-of.js';
import { bindEdit, caseBefore } from './earlier.js';
import { nodeCount } from './node-count.js';
import { postOnce } from './post-once.js';

type Needs = Pick<Parts, 'records' | 'jobs' | 'now' | 'engine' | 'slack' | 'self'>;

/** `answer`: the first of its cause, it gets a thread. `joined`: it is counted in the thread that stands. `over`: nothing to answer. */
export type Taken = 'answer' | 'joined' | 'over';

export const isAlert = ({ way }: Pick<OpenReport['payload'], 'way'>): boolean => way === 'alert' || way === 'webhook';

/** Works an alert into its case. Bears repeating: an alert counts once. */
export function takeAlert(report: OpenReport, reading: Reading, alert: Alert, parts: Needs): Promise<Taken> {
  const work = () => takeOnce(report, reading, alert, parts);
  const { payload } = report;
  if (payload.way !== 'alert') return work();
  // A message and its edit are two jobs: whichever comes first opens the case, and the other finds it.
  return parts.records.turns.inTurn(`alert:${payload.extra.edits ?? payload.id}`, work);
}

async function takeOnce(report: OpenReport, reading: Reading, alert: Alert, parts: Needs): Promise<Taken> {
  const { id, channel, extra } = report.payload;
  const at = parts.now();
  const places: readonly Target[] = [...report.targets, ...report.collectable];
  const diagnosis = parts.engine.diagnose(reading, null);
  const cause = causeOf(diagnosis, alert.critical);
  const scope = places[0]?.cluster ?? alert.cluster ?? channel;
  if (alert.status !== 'firing') {
    await quieten(report, alert, cause.signature, scope, places, at, parts);
    return 'over';
  }
  const over = await overIn(report, alert, parts);
  const before = await caseBefore(report.payload, parts);
  if (before !== null && isOpen(before)) {
    // What a bot remarks in the thread of its alert is not another alert.
    if (extra.edits === undefined && !alert.stated) return 'over';
    const news = places.filter((place) => !before.places.some((known) => isSame(known, place) && !known.quiet));
    if (news.length > 0)
      await parts.jobs.cases.tell(before.id, { kind: 'seen', at, places: news, critical: alert.critical }, id);
    if (over.length > 0) await parts.jobs.cases.tell(before.id, { kind: 'quieted', at, places: over });
    return 'joined';
  }
  const known = await findCase(id, parts);
  const opening = {
    scope,
    name: alert.name,
    specific: isSpecific(diagnosis),
    origin: 'alert',
    channel,
    at,
    cause,
    what: alert.name,
  } as const;
  const seen = { kind: 'seen', at, places: [...places], critical: alert.critical } as const;
  const open = async () => (await parts.jobs.cases.open({ ...opening, id: caseIdOf(id), report: id })).case;
  let found = known ?? (await open());
  let now = await parts.jobs.cases.tell(found.id, seen, id);
  // It ended between the two steps: the alert is none of its own, and opens the next one.
  for (
    let tries = 0;
    known === null && found.report !== id && !(now !== null && isOpen(now)) && tries < 3;
    tries += 1
  ) {
    found = await open();
    now = await parts.jobs.cases.tell(found.id, seen, id);
  }
  await bindEdit(report.payload, found.id, parts);
  if (over.length > 0) await parts.jobs.cases.tell(found.id, { kind: 'quieted', at, places: over });
  if ((now ?? found).report === id) return 'answer';
  await pointThere(report, now ?? found, parts);
  return 'joined';
}

const isSame = (a: Target, b: Target): boolean => a.cluster === b.cluster && a.node === b.node;

/** Nodes of a firing group whose own alert is over. */
async function overIn(
  { payload, language }: OpenReport,
  { over, cluster }: Alert,
  parts: Needs,
): Promise<readonly Target[]> {
  if (over.length === 0) return [];
  return (await namedNodes(payload, await inStatedCluster(over, cluster, parts), language, parts)).targets;
}

/** The first alert of a cause in another channel than its case's says once, in its own thread, where that stands. */
async function pointThere({ payload, language }: OpenReport, there: Case, parts: Needs): Promise<void> {
  const { channel, message } = payload;
  if (channel === there.channel || message === undefined) return;
  const url = await linkTo(there.report, parts);
  if (url === null) return;
  const words = caseWordsIn(language);
  const text = words.sameCause(link(url, words.openCase), nodeCount(there, words));
  await postOnce({ report: there.report, slot: `elsewhere-${channel}`, channel, thread: message, text }, parts);
}

async function quieten(
  { payload }: OpenReport,
  alert: Alert,
  signature: string | null,
  scope: string,
  places: readonly Target[],
  at: string,
  parts: Needs,
): Promise<void> {
  if (alert.status === 'other') return;
  const own = await caseBefore(payload, parts);
  const keys = [keyOf(scope, { signature }, alert.name), keyOf(scope, { signature: null }, alert.name)];
  const holders = own !== null && isOpen(own) ? [own.id] : await holdersOf(keys, parts);
  const [holder] = holders;
  if (holder !== undefined) await parts.jobs.cases.tell(holder, { kind: 'quieted', at, places: [...places] });
}

async function holdersOf(keys: readonly string[], { records }: Needs): Promise<readonly string[]> {
  const all = await Promise.all([...new Set(keys)].map((key) => records.cases.holder(key)));
  return all.filter((holder) => holder !== null);
}

/** A report has at most one case, and both are found from each other. Short: people read it in file names. */
export const caseIdOf = (report: string): string => createHash('sha256').update(report).digest('hex').slice(0, 10);

/** The case of a report, opened because somebody escalates it; of an open cause it is the case that is there. */
export async function caseToEscalate(
  report: OpenReport,
  diagnosis: Diagnosis | undefined,
  title: string,
  by: string,
  parts: Needs,
): Promise<Case> {
  const { id, channel } = report.payload;
  const known = await findCase(id, parts);
  if (known !== null) return known;
  const places: readonly Target[] = report.targets;
  const cause = causeOf(diagnosis, false);
  const scope = places[0]?.cluster ?? report.collectable[0]?.cluster ?? channel;
  const at = parts.now();
  // A cause that nothing explains is this report's own: two people asking about two unknown things are two cases.
  const specific = diagnosis !== undefined && isSpecific(diagnosis);
  const name = specific ? title : id;
  const opening = {
    id: caseIdOf(id),
    report: id,
    scope,
    name,
    specific,
    origin: 'person',
    channel,
    at,
    cause,
    what: title,
    by,
  } as const;
  const { case: found } = await parts.jobs.cases.open(opening);
  const seen = { kind: 'seen', at, places: [...places], critical: false } as const;
  return (await parts.jobs.cases.tell(found.id, seen, id)) ?? found;
}
