import { z } from 'zod';
import { waiterId } from '../../src/jobs/ids.js';
import type { Target } from '../../src/jobs/payloads.js';
import { clusterName, nodeName } from '../../src/jobs/payloads.js';
import type { WaitInput } from '../../src/jobs/producer.js';
import type { Charge } from '../../src/records/budgets.js';
import { speaking } from '../blocks/verdict.js';
import type { Sweeps } from '../fleet/sweep.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import type { Readings } from '../reading/readings.js';
import { replyLanguage } from '../reading/reply-language.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
import { ACK_WAIT_MS } from '../ways/diagnose-command.js';
import { noteWordsIn } from '../words/note-words.js';
import type { Answering } from './answer.js';
import { watchProgress } from './progress.js';
import { viewOf } from './view.js';

/** A click, as far as we read it. */
export const click = z.looseObject({
  trigger_id: z.string().optional(),
  user: z.looseObject({ id: z.string() }),
  channel: z.looseObject({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(z.looseObject({ action_id: z.string(), value: z.string().optional(), action_ts: z.string().optional() }))
    .min(1),
});
export type Click = z.output<typeof click>;

const value = z.object({
  report: z.string().max(200),
  cluster: clusterName.optional(),
  node: nodeName.optional(),
  probe: z.string().max(50).optional(),
});

export interface Desk {
  readonly file: ReportFile;
  readonly readings: Readings;
  readonly answering: Answering;
  readonly sweeps: Sweeps;
}

/** Of a report that is gone its language is gone as well: that of whoever pressed. */
export async function expired(user: string, parts: Pick<Parts, 'localeOf' | 'sleep'>): Promise<string> {
  return noteWordsIn(await replyLanguage('', user, parts, ACK_WAIT_MS)).click.expired;
}

/** *Collect from X* and *Collect again*: the right of whoever clicks counts. @returns a sentence for them alone, if any. */
export async function collectClick(clicked: Click, parts: Parts, desk: Desk): Promise<string | undefined> {
  const { report: id } = targetOf(clicked);
  // In the report's turn: of two who press at once the second must see what the first has added.
  const taken = await parts.records.turns.inTurn(`report:${id}`, () => takeTarget(clicked, parts, desk));
  if (typeof taken === 'string') return taken;
  await collectFor(taken.wait, taken.charge, parts);
  await desk.answering.show(id);
  watchProgress(id, parts, desk);
  return undefined;
}

/** Adds the node of a button to those the report waits for. @returns what to wait for, or why not. */
async function takeTarget(
  clicked: Click,
  parts: Parts,
  desk: Desk,
): Promise<string | { readonly wait: WaitInput; readonly charge: Charge }> {
  const { report: id, target } = targetOf(clicked);
  const report = await desk.file.open(id);
  if (report === null || target === undefined) return await expired(clicked.user.id, parts);
  const words = noteWordsIn(report.language).click;
  const same = (other: Target) => other.cluster === target.cluster && other.node === target.node;
  // The value of a button comes back from a client: only what this report offered counts.
  if (![...report.collectable, ...report.targets].some(same)) return words.expired;
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  const repeated = report.targets.some(same);
  const again = repeated ? (clicked.actions[0]?.action_ts ?? parts.now()) : '';
  if (repeated && (await desk.file.ended(id, target)) === null) return words.collecting(target.node);
  const charge = chargeOf(id, target, who, again);
  const allowed = await permit(who, charge, report.language, parts);
  if (!allowed.ok) return allowed.why;
  await desk.file.reopen(id, target);
  await desk.file.save({
    ...report,
    targets: repeated ? report.targets : [...report.targets, target],
    collectable: report.collectable.filter((other) => !same(other)),
    again: { ...report.again, [`${target.cluster}/${target.node}`]: again },
  });
  const scope = repeated ? undefined : report.scope;
  const { deadlineMs } = parts.limits;
  return {
    charge,
    wait: { ...target, scope, report: id, by: { ...who, report: id }, deadlineMs, again, force: repeated },
  };
}

/** *Stop waiting*: whoever may collect may stop it. The answer with what is known follows by itself. */
export async function cancelClick(clicked: Click, parts: Parts, desk: Desk): Promise<string | undefined> {
  const { report: id, target } = targetOf(clicked);
  const report = await desk.file.open(id);
  if (report === null || target === undefined) return await expired(clicked.user.id, parts);
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  const allowed = await parts.rights.may(who, 'collect', target.cluster, report.language);
  if (!allowed.ok) return allowed.why;
  const again = report.again[`${target.cluster}/${target.node}`] ?? '';
  const scope = again === '' ? report.scope : undefined;
  const { was } = await parts.jobs.cancel({ id: waiterId(id, target, again), report: id, ...target, scope });
  return was ? undefined : noteWordsIn(report.language).click.ended(target.node);
}

/** *This was right* / *wrong*: one voice a person and report, counted for the best verdict. */
export async function feedbackClick(clicked: Click, right: boolean, parts: Parts, desk: Desk): Promise<string> {
  const { report } = targetOf(clicked);
  const view = await viewOf(report, { ...parts, ...desk });
  if (view === null) return await expired(clicked.user.id, parts);
  const best = view.shown.answered.diagnoses.flatMap((d) => speaking(d))[0];
  const signature = best?.id ?? 'not-known';
  await parts.records.feedback.say({ report, user: clicked.user.id, signature, right });
  const words = noteWordsIn(view.report.language).click;
  return right ? words.thanks : words.thanksForNo;
}

/** What the button carried; a client sends it back, so none of it is trusted further than its form. */
export function targetOf(clicked: Click): {
  readonly report: string;
  readonly target: Target | undefined;
  readonly probe: string | undefined;
} {
  const { report, cluster, node, probe } = value.parse(JSON.parse(clicked.actions[0]?.value ?? '{}'));
  return { report, target: cluster !== undefined && node !== undefined ? { cluster, node } : undefined, probe };
}
