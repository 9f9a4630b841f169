import { fleetNodeOf } from '../../src/fleet/node.js';
import { waiterId } from '../../src/jobs/ids.js';
import type { AnswerPayload, ReadPayload, Target } from '../../src/jobs/payloads.js';
import type { FleetPlan } from '../../src/records/fleets.js';
import { attach, postOrEdit } from '../answering/posting.js';
import type { Parts } from '../parts.js';
import type { OpenReport, ReportFile } from '../reading/open-report.js';
import { replyLanguage } from '../reading/reply-language.js';
import { FLEET_FILE } from '../text/own-files.js';
import { fleetFile, fleetMessage, isRunning, type ShownFleet } from './message.js';
import { isSelector, select } from './selector.js';
import { fleetWordsIn } from './words.js';

const DEFAULT = { percent: 10, forMs: 20 * 60_000 } as const;
const HEALTHY_SECONDS = 24 * 3600;
/** So many nodes in a row that could not be read at all are a sick cluster or a dead API server, not sick nodes. */
const MOST_SILENT = 5;

/** A sweep over many nodes: begun by one `read` job, carried on by the `answer` job of each node, shown as one message. */
export interface Sweeps {
  /** True where the names of this report mean many nodes. */
  isSweep(payload: ReadPayload): boolean;
  /** The `read` job of a sweep. Bears repeating. */
  begin(payload: ReadPayload): Promise<void>;
  /** @param repeated the job ran before, perhaps half. @returns false where the answer belongs to no sweep. */
  answer(payload: AnswerPayload, repeated: boolean): Promise<boolean>;
  /** @returns a sentence for whoever pressed the button. */
  stop(id: string, asker: { readonly user: string; readonly channel: string }): Promise<string>;
}

export function openSweeps(parts: Parts, file: ReportFile): Sweeps {
  const { records, jobs, limits } = parts;
  const { fleets } = records;

  const shownOf = async (report: OpenReport, plan: FleetPlan): Promise<ShownFleet> => {
    const { language, notes } = report;
    return { report: report.payload.id, language, plan, notes, state: await fleets.state(report.payload.id) };
  };

  const show = (report: OpenReport, plan: FleetPlan): Promise<void> =>
    records.turns.inTurn(`answer:${report.payload.id}`, async () => {
      const shown = await shownOf(report, plan);
      const message = fleetMessage(shown);
      const post = await postOrEdit(report, message, !isRunning(shown.state), parts);
      if (!message.needsFile) return;
      await attach(report, post, { slot: 'file-fleet', name: FLEET_FILE, content: fleetFile(shown) }, parts);
    });

  const wait = async (report: OpenReport, { cluster, node }: Target): Promise<void> => {
    const { id, user, channel } = report.payload;
    const by = { user, channel, report: id };
    await jobs.waitFor({ cluster, node, report: id, by, deadlineMs: limits.deadlineMs, patient: true });
  };

  /** Begins as many nodes as may be open at once. */
  const goOn = async (report: OpenReport, plan: FleetPlan): Promise<void> => {
    const { id } = report.payload;
    if (parts.now() > plan.until) await fleets.stop(id, 'deadline');
    for (const { cluster, most } of plan.clusters) {
      for (;;) {
        const node = await fleets.next(id, cluster, most);
        if (node === null) break;
        // A sweep costs the cluster its budget, not one person theirs: `fleet` is a right of its own.
        const charge = { id: `${id} ${node}`, cluster };
        const paid = limits.allowance === undefined || (await records.budgets.take(charge, limits.allowance)).ok;
        if (!paid) {
          await fleets.stop(id, 'budget');
          await fleets.done(id, { cluster, node, health: 'unknown', exposed: [], reason: 'budget', values: {} });
          break;
        }
        await wait(report, { cluster, node });
      }
    }
  };

  const after = async (report: OpenReport, plan: FleetPlan): Promise<void> => {
    await goOn(report, plan);
    const { id, channel } = report.payload;
    const running = isRunning(await fleets.progress(id));
    const due =
      !running || (parts.slack.idle(channel) && (await fleets.mayShow(id, Math.max(3000, limits.progressEveryMs))));
    if (due) await show(report, plan);
  };

  return {
    isSweep: ({ names }) => names.some(isSelector),

    async begin(payload) {
      const made = await fleets.plan(payload.id);
      const report = (await file.open(payload.id)) ?? (await take(payload, parts, file));
      const plan = made ?? (await planOf(report, parts));
      await file.save(report);
      await fleets.make(payload.id, plan);
      // A bot that died here may have opened nodes that nobody waits for: waiting twice is waiting once.
      for (const target of await fleets.open(payload.id)) await wait(report, target);
      await goOn(report, plan);
      await show(report, plan);
    },

    async answer({ waiter, end, collected, reason }, repeated) {
      const plan = await fleets.plan(waiter.report);
      const report = plan === null ? null : await file.open(waiter.report);
      if (plan === null || report === null) return false;
      const { cluster, node } = waiter;
      const got = collected === undefined ? null : await records.collected.get(collected);
      const nothing = { cluster, node, facts: {}, collection: { step: 'none' as const, complete: false, failed: [] } };
      const reading = await parts.engine.read('', report.payload.at);
      const diagnosis = parts.engine.diagnose(reading, got ?? nothing);
      const pool = plan.clusters.find((one) => one.cluster === cluster)?.nodes.find((one) => one.node === node)?.pool;
      const told = parts.engine.translate(diagnosis, report.language);
      const why = end === 'done' || end === 'fresh' ? undefined : reason;
      const short = fleetNodeOf({ ...told, cluster, node }, pool, why);
      await fleets.done(waiter.report, short);
      // Facts of hundreds of healthy nodes for a week would fill Redis; whoever joined the same collection has had their answer.
      if (collected !== undefined && short.health === 'healthy')
        await records.collected.keepFor(collected, HEALTHY_SECONDS);
      const silent = await fleets.silent(
        waiter.report,
        cluster,
        end === 'cancelled' || (got?.collection.step ?? 'none') !== 'none',
      );
      if (silent >= MOST_SILENT) await fleets.stop(waiter.report, 'silent');
      if (repeated) for (const target of await fleets.open(waiter.report)) await wait(report, target);
      await after(report, plan);
      return true;
    },

    async stop(id, asker) {
      const plan = await fleets.plan(id);
      const report = plan === null ? null : await file.open(id);
      if (plan === null || report === null) return fleetWordsIn('en').over;
      const words = fleetWordsIn(report.language);
      for (const { cluster } of plan.clusters) {
        const allowed = await parts.rights.may(asker, 'fleet', cluster, report.language);
        if (!allowed.ok) return allowed.why;
      }
      if (!isRunning(await fleets.progress(id))) return words.over;
      await fleets.stop(id, 'cancelled');
      for (const target of await fleets.open(id))
        await jobs.cancel({ id: waiterId(id, target), report: id, ...target });
      await after(report, plan);
      return words.stopping;
    },
  };
}

/** What was asked, with the language of its answer; nothing of it is read from a text. */
async function take(payload: ReadPayload, parts: Parts, file: ReportFile): Promise<OpenReport> {
  const language = await replyLanguage('', payload.user, parts);
  const ref = await parts.records.texts.put('', `${payload.id}/whole`);
  const report = { payload, text: ref, targets: [], collectable: [], notes: [], language, again: {} };
  await file.save(report);
  return report;
}

/** Which nodes, how many at once, until when; what cannot be done becomes a note of the report. */
async function planOf(report: OpenReport, parts: Parts): Promise<FleetPlan> {
  const { payload, language, notes } = report;
  const words = fleetWordsIn(language);
  const { percent, forMs } = parts.limits.fleet ?? DEFAULT;
  const until = new Date(Date.parse(parts.now()) + forMs).toISOString();
  const asked = payload.names.filter(isSelector);
  if (asked.length < payload.names.length) notes.push(words.oneAlone);
  const known = await parts.records.inventory.all();
  const clusters = new Map<string, Map<string, FleetPlan['clusters'][number]['nodes'][number]>>();
  for (const selector of asked) {
    const selected = select(selector, known);
    if ('missing' in selected) {
      notes.push(words.missing[selected.missing](selected.name, selected.have.join(', ') || '-'));
      continue;
    }
    for (const { cluster, nodes } of selected.clusters) {
      const allowed = await parts.rights.may(payload, 'fleet', cluster, language);
      if (!allowed.ok) {
        if (!notes.includes(allowed.why)) notes.push(allowed.why);
        continue;
      }
      const own = clusters.get(cluster) ?? new Map();
      for (const node of nodes) own.set(node.node, node);
      clusters.set(cluster, own);
    }
  }
  return {
    asked: asked.join(', '),
    until,
    clusters: [...clusters].map(([cluster, nodes]) => ({
      cluster,
      // The share is of what is swept: a pool of three may be all that serves some team.
      most: Math.max(1, Math.floor((nodes.size * percent) / 100)),
      nodes: [...nodes.values()],
    })),
  };
}
