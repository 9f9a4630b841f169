import type { Alert } from '../../src/alerts/alert.js';
import { readAlert } from '../../src/alerts/read-alert.js';
import { UserError } from '../../src/errors.js';
import { splitFrames } from '../../src/facts/pasted-frames.js';
import type { ReadPayload, Target } from '../../src/jobs/payloads.js';
import { incidentWindow } from '../../src/report/incident.js';
import type { Language } from '../../src/report/language.js';
import { readReport } from '../../src/report/read-report.js';
import type { Desk } from '../answering/buttons.js';
import { takeByHand } from '../answering/by-hand.js';
import { parkedRead } from '../answering/parked.js';
import { watchProgress } from '../answering/progress.js';
import { statedCluster } from '../names/alert-names.js';
import { namedNodes } from '../names/named-nodes.js';
import { caseBefore, namesOf } from '../oncall/earlier.js';
import { escalateThread } from '../oncall/escalate-thread.js';
import { isAlert, takeAlert } from '../oncall/intake.js';
import type { Parts } from '../parts.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
import { SLACK_TRIES } from '../slack/slack-errors.js';
import { messageText } from '../text/message-text.js';
import { noteWordsIn } from '../words/note-words.js';
import { addText } from './add-text.js';
import { asMeant, pointedAt } from './answered-report.js';
import { gather } from './gather.js';
import { replyLanguage } from './reply-language.js';

/** What a report may be collected for, and what a person is told about the rest. */
interface Plan {
  readonly targets: readonly Target[];
  readonly collectable: readonly Target[];
  readonly notes: readonly string[];
}

/**
 * The `read` job: gathers the text, decides what to collect, posts the first answer, then waits for the nodes. Bears
 * repeating: every step finds what an earlier run of it has done. `start`: which try this is, from 1.
 */
export async function readReportJob(payload: ReadPayload, parts: Parts, desk: Desk, start: number): Promise<void> {
  try {
    if (payload.extra.escalate !== undefined && (await escalateThread(payload, parts, desk))) return;
    const meant = await asMeant(payload, parts, desk.file);
    if (desk.sweeps.isSweep(meant)) await desk.sweeps.begin(meant);
    else await readOnce(meant, parts, desk, start);
  } catch (error) {
    // What is told to people does not get better by repetition, except a queue that comes back.
    if (!(error instanceof UserError) || error.code === 'queue-down') throw error;
    await parkedRead(payload, error, parts);
  }
}

async function readOnce(payload: ReadPayload, parts: Parts, desk: Desk, start: number): Promise<void> {
  const known = await desk.file.open(payload.id);
  const report = known ?? (await take(payload, parts, desk, start));
  if (report === null) return;
  const by = { user: payload.user, channel: payload.channel, report: payload.id };
  const { deadlineMs } = parts.limits;
  const ended = await Promise.all(report.targets.map((target) => desk.file.ended(payload.id, target)));
  const waiting = report.targets.filter((_, index) => ended[index] === null);
  // Side by side: a slow Slack does not hold up the node, and its answer finds the message whichever comes first.
  const done = await Promise.allSettled([
    desk.answering.show(payload.id),
    ...waiting.map((target) => {
      const charge = chargeOf(payload.id, target, payload);
      return collectFor({ ...target, scope: report.scope, report: payload.id, by, deadlineMs }, charge, parts);
    }),
  ]);
  const failed = done.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  if (waiting.length > 0) watchProgress(payload.id, parts, desk);
}

async function take(payload: ReadPayload, parts: Parts, desk: Desk, start: number) {
  const { text: whole, question, notesIn } = await gather(payload, parts, start);
  const { text, nodes: brought } = splitFrames(whole, payload.at);
  // The text as gathered: what later answers read is exactly what this one read.
  const ref = await parts.records.texts.put(text, `${payload.id}/whole`);
  const draft = { payload, text: ref, targets: [], collectable: [], notes: [], again: {} };
  const reading = await desk.readings.of(draft);
  const alert = isAlert(payload) ? readAlert(text) : null;
  if (!payload.asked && !reading.recognised && alert === null && brought.length === 0) return null;
  const language = await replyLanguage(`${question}\n${text}`, payload.user, parts);
  const nodes =
    alert === null
      ? await nodesOf(reading.report.nodes, payload, parts)
      : await namesOf(alert, payload, language, parts);
  const plan = await planFor(payload, nodes, language, parts, start);
  const byHand = await takeByHand(brought, [...plan.targets, ...plan.collectable], payload.id, parts);
  const isByHand = (one: Target) =>
    byHand.some(({ target }) => target.node === one.node && target.cluster === one.cluster);
  // Before the report is there: whoever shows it finds them ended.
  for (const { target, collected } of byHand) await desk.file.end(payload.id, target, { end: 'done', collected });
  const window = incidentWindow(reading.report, payload.at);
  const report = {
    ...draft,
    ...(window === undefined ? {} : { scope: `window/${window.from}/${window.to}` }),
    language,
    targets: [...byHand.map((one) => one.target), ...plan.targets.filter((one) => !isByHand(one))],
    collectable: plan.collectable.filter((one) => !isByHand(one)),
    notes: [...pointedAt(payload, language), ...leftOut(payload, language), ...notesIn(language), ...plan.notes],
  };
  // An alert that names a node of ours is answered with what the node says, whatever its own words are.
  const known = report.targets.length + report.collectable.length > 0;
  const followed = alert !== null && (await caseBefore(payload, parts)) !== null;
  if (!payload.asked && !followed && !(await isOurs(payload, known, alert, parts))) return null;
  if (!payload.asked && !followed && !reading.recognised && !known && brought.length === 0) return null;
  if (alert !== null) {
    const taken = await takeAlert(report, reading, alert, parts);
    if (taken === 'joined') await addText(payload, text, parts, desk);
    if (taken !== 'answer') return null;
  }
  await desk.file.save(report);
  return report;
}

/**
 * Several deployments may share a channel: exactly the one whose cluster it is answers what nobody asked. A text that names a cluster
 * of somebody else is theirs; where the channel is shared that decides even about a node whose name we know, and one that names nothing
 * of ours is not ours.
 */
async function isOurs(payload: ReadPayload, known: boolean, alert: Alert | null, parts: Parts): Promise<boolean> {
  const shared = parts.rights.sharesWithOthers(payload.channel);
  const clusters = (await parts.records.inventory.all()).map(({ inventory }) => inventory.cluster);
  if (alert?.cluster !== undefined && clusters.length > 0)
    return statedCluster(alert.cluster, clusters) !== undefined || (known && !shared);
  return known || !shared;
}

/** A group that Alertmanager cut says so in each thread that it opens. */
const leftOut = ({ extra }: ReadPayload, language: Language): readonly string[] =>
  extra.leftOut === undefined ? [] : [noteWordsIn(language).alertsLeftOut(extra.leftOut)];

/** A line pasted under an alert is about the node the alert names. Not being able to look costs only that. */
async function nodesOf(own: readonly string[], payload: ReadPayload, parts: Parts): Promise<readonly string[]> {
  if (own.length > 0) return own;
  if (payload.way !== 'message' || payload.thread === undefined) return [];
  const root = await parts.slack.rootOf(payload.channel, payload.thread).catch(() => undefined);
  return root === undefined ? [] : readReport(messageText(root)).nodes;
}

const UNKNOWN: ReadonlySet<string> = new Set(['person-unknown', 'channel-unknown', 'group-unknown']);

async function planFor(
  payload: ReadPayload,
  found: readonly string[],
  language: Language,
  parts: Parts,
  start: number,
): Promise<Plan> {
  const resolved = await namedNodes(payload, found, language, parts);
  // A message nobody asked about is not answered with remarks on inventories.
  const notes = payload.asked ? [...resolved.notes] : [];
  if (!payload.asked && !parts.rights.collectsUnasked(payload.channel)) {
    return { targets: [], collectable: resolved.targets, notes };
  }
  const most = payload.asked ? parts.limits.mostNodes : parts.limits.mostNodesUnasked;
  const targets: Target[] = [];
  const refused: Target[] = [];
  for (const target of resolved.targets.slice(0, most)) {
    // Who did not ask has no rights of their own: the channel's configuration speaks for them.
    const asker =
      payload.user === undefined ? { channel: payload.channel } : { user: payload.user, channel: payload.channel };
    const allowed = await permit(asker, chargeOf(payload.id, target, asker), language, parts);
    const trouble = parts.trouble();
    // Slack cannot say who asks, for it is in trouble: that is no reason to refuse for good.
    if (!allowed.ok && UNKNOWN.has(allowed.because) && trouble !== undefined && start < SLACK_TRIES) throw trouble;
    if (allowed.ok) targets.push(target);
    // Nobody asked, so nobody is told off: there is a button, and the right of whoever presses it counts.
    else if (!payload.asked) refused.push(target);
    else if (!notes.includes(allowed.why)) notes.push(allowed.why);
  }
  const rest = [...refused, ...resolved.targets.slice(most)];
  if (payload.asked && rest.length > 0)
    notes.push(
      noteWordsIn(language).mostNodes(
        most,
        rest.map((t) => t.node),
      ),
    );
  return { targets, collectable: rest, notes };
}
