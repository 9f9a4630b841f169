import { z } from 'zod';
import { type Case, type Opening, openCase } from '../oncall/case.js';
import { type Effect, effectSchema } from '../oncall/effects.js';
import type { CaseEvent } from '../oncall/events.js';
import type { Policy } from '../oncall/policy.js';
import { transition } from '../oncall/transition.js';
import type { CaseRecords } from '../records/cases.js';
import { CASE_QUEUE, caseJobId } from './ids.js';
import type { Queues } from './queues.js';
import { type Running, startWorker, type Turn, type WorkerBase } from './workers.js';

export const casePayload = z.strictObject({ case: z.string(), effect: effectSchema });
export type CasePayload = z.infer<typeof casePayload>;

/** Cases as the rest of the bot uses them: events in, stored and their effects queued. */
export interface CaseDesk {
  /** Opens a case, or finds the open one of the same cause. */
  open(opening: Opening): Promise<{ readonly case: Case; readonly opened: boolean }>;
  get(id: string): Promise<Case | null>;
  /**
   * Works one event in. @param once an id that counts only once. @returns the case as it is then; null when it expired.
   * Two cases that turn out to have one cause become one: the one that was there first goes on.
   */
  tell(id: string, event: CaseEvent, once?: string): Promise<Case | null>;
  /** Queues what a process that died had stored and not queued. */
  sweep(): Promise<void>;
}

export interface CaseDeskOptions {
  readonly cases: CaseRecords;
  readonly queues: Queues;
  readonly policy: Policy;
  readonly nowMs: () => number;
}

/** Alerts that join are drawn together: a storm edits a message a few times a minute. */
const DRAW_TOGETHER_MS = 10_000;
/** The first to join is seen soon. */
const DRAW_LATER_MS = 500;

export function openCaseDesk({ cases, queues, policy, nowMs }: CaseDeskOptions): CaseDesk {
  const delayOf = async (id: string, effect: Effect): Promise<number> => {
    if (effect.kind === 'timer') return Math.max(0, Date.parse(effect.at) - nowMs());
    if (effect.kind !== 'show' || effect.soon) return 0;
    const { at } = await cases.shown(id);
    return Math.min(DRAW_TOGETHER_MS, Math.max(DRAW_LATER_MS, at + DRAW_TOGETHER_MS - nowMs()));
  };
  const queue = async (id: string, effect: Effect): Promise<void> => {
    const delay = await delayOf(id, effect);
    const needed = effect.kind !== 'show' || effect.soon || (await cases.claimDrawing(id, effect.id));
    // The id makes it a no-op when it was queued before.
    if (needed) await queues.cases.add(effect.kind, { case: id, effect }, { jobId: caseJobId(id, effect.id), delay });
    await cases.queued(id, effect.id);
  };
  const flush = async (id: string): Promise<void> => {
    for (const effect of await cases.todo(id)) await queue(id, effect);
  };
  const tell = async (id: string, event: CaseEvent, once?: string): Promise<Case | null> => {
    const changed = await cases.change(id, (now) => transition(now, event, policy), once);
    if (changed.state === 'gone') return null;
    if (changed.state === 'taken') return await joinInto(changed.case, changed.holder, event.at);
    await flush(id);
    return changed.case;
  };
  const joinInto = async (from: Case, into: string, at: string): Promise<Case | null> => {
    const places = from.places.map(({ cluster, node }) => ({ cluster, node }));
    const seen = { kind: 'seen', at, places, critical: from.cause.critical, alerts: from.alerts } as const;
    const holder = await tell(into, seen, `case ${from.id}`);
    // The claim of a case that is no more: the next alert opens a new one.
    if (holder === null) return from;
    const now = await carryOver(from, holder, at);
    await tell(from.id, { kind: 'join', at, into });
    return now ?? holder;
  };
  /** What somebody did in the case that ends counts in the one that goes on: nobody is called for what is taken, and no call is lost. */
  const carryOver = async (from: Case, { id, phase }: Case, at: string): Promise<Case | null> => {
    if (from.phase.kind === 'acknowledged') {
      const by = from.owner ?? from.phase.by;
      return phase.kind === 'acknowledged' ? null : await tell(id, { kind: 'acknowledge', at, by, road: 'slack' });
    }
    const under = ['held', 'escalating', 'exhausted'].includes(from.phase.kind);
    const asked = from.timeline.findLast((entry) => entry.kind === 'escalated');
    if (!under || asked === undefined || phase.kind !== 'open') return null;
    return await tell(id, { kind: 'escalate', at, by: asked.by, reason: asked.reason });
  };
  return {
    async open(opening) {
      const got = await cases.open(openCase(opening));
      await cases.bind(opening.report, got.case.id);
      return got;
    },
    get: (id) => cases.get(id),
    tell,
    async sweep() {
      for (const id of await cases.openIds()) await flush(id);
    },
  };
}

export interface CaseWorkerOptions extends WorkerBase {
  readonly run: (payload: CasePayload, turn: Turn) => Promise<void>;
  readonly onParked: (payload: CasePayload, error: Error) => Promise<void> | void;
}

/** Carries out what cases ask for. A page is tried for about ten minutes before it counts as failed. */
export const startCaseWorker = (options: CaseWorkerOptions): Running =>
  startWorker({ concurrency: 10, deaths: 6, ...options, queue: CASE_QUEUE, schema: casePayload, process: options.run });
