import { z } from 'zod';
import { waiterId } from '../../src/jobs/ids.js';
import type { Target } from '../../src/jobs/payloads.js';
import { clusterName, nodeName } from '../../src/jobs/payloads.js';
import { speaking } from '../blocks/verdict.js';
import type { Sweeps } from '../fleet/sweep.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import type { Readings } from '../reading/readings.js';
import { chargeOf, collectFor, permit } from '../rights/permit.js';
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

export const EXPIRED = 'I no longer remember this report (they are kept seven days). Paste it again and I look afresh.';

/** *Collect from X* and *Collect again*: the right of whoever clicks counts. @returns a sentence for them alone, if any. */
export async function collectClick(clicked: Click, parts: Parts, desk: Desk): Promise<string | undefined> {
  const { report: id, target } = targetOf(clicked);
  const report = await desk.file.open(id);
  if (report === null || target === undefined) return EXPIRED;
  const same = (other: Target) => other.cluster === target.cluster && other.node === target.node;
  // The value of a button comes back from a client: only what this report offered counts.
  if (![...report.collectable, ...report.targets].some(same)) return EXPIRED;
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  const repeated = report.targets.some(same);
  const again = repeated ? (clicked.actions[0]?.action_ts ?? parts.now()) : '';
  if (repeated && (await desk.file.ended(id, target)) === null) return `${target.node} is being collected already.`;
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
  const by = { user: clicked.user.id, channel: clicked.channel.id, report: id };
  const scope = repeated ? undefined : report.scope;
  const wait = { ...target, scope, report: id, by, deadlineMs: parts.limits.deadlineMs, again, force: repeated };
  await collectFor(wait, charge, parts);
  await desk.answering.show(id);
  watchProgress(id, parts, desk);
  return undefined;
}

/** *Stop waiting*: whoever may collect may stop it. The answer with what is known follows by itself. */
export async function cancelClick(clicked: Click, parts: Parts, desk: Desk): Promise<string | undefined> {
  const { report: id, target } = targetOf(clicked);
  const report = await desk.file.open(id);
  if (report === null || target === undefined) return EXPIRED;
  const who = { user: clicked.user.id, channel: clicked.channel.id };
  const allowed = await parts.rights.may(who, 'collect', target.cluster, report.language);
  if (!allowed.ok) return allowed.why;
  const again = report.again[`${target.cluster}/${target.node}`] ?? '';
  const scope = again === '' ? report.scope : undefined;
  const { was } = await parts.jobs.cancel({ id: waiterId(id, target, again), report: id, ...target, scope });
  return was ? undefined : `The collection from ${target.node} has ended already.`;
}

/** *This was right* / *wrong*: one voice a person and report, counted for the best verdict. */
export async function feedbackClick(clicked: Click, right: boolean, parts: Parts, desk: Desk): Promise<string> {
  const { report } = targetOf(clicked);
  const view = await viewOf(report, { ...parts, ...desk });
  if (view === null) return EXPIRED;
  const best = view.shown.answered.diagnoses.flatMap((d) => speaking(d))[0];
  const signature = best?.id ?? 'not-known';
  await parts.records.feedback.say({ report, user: clicked.user.id, signature, right });
  return right ? 'Noted, thank you.' : 'Noted, thank you. If you find the cause, add it here: it becomes a signature.';
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
