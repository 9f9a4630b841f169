import { z } from 'zod';
import { ENDS, readPayload, scope, target } from '../../src/jobs/payloads.js';
import type { Records } from '../../src/records/records.js';
import { LANGUAGES } from '../../src/report/language.js';

/** What the bot must find again about one report: how it was asked, its whole text by reference, whom it waits for. */
export const openReport = z.object({
  payload: readPayload,
  /** Reference of the whole text: paste, thread, files. */
  text: z.string(),
  /** Nodes being collected for it, in order. */
  targets: z.array(target),
  /** Nodes a button may collect from. */
  collectable: z.array(target),
  notes: z.array(z.string()),
  /** Settled once, so that every edit of the answer keeps it. */
  language: z.enum(LANGUAGES).default('en'),
  /** How much is collected the first time: the logs of the time the text speaks of. *Collect again* asks about now alone. */
  scope: scope.optional(),
  /** Which repetition of a node's collection is awaited, by CLUSTER/NODE: part of the waiter's id. */
  again: z.record(z.string(), z.string()).default({}),
});
export type OpenReport = z.output<typeof openReport>;

/** How the collection of one node ended for this report. */
export const outcome = z.object({
  end: z.enum(ENDS),
  collected: z.string().optional(),
  reason: z.string().optional(),
});
export type Outcome = z.output<typeof outcome>;

/** Reads and writes the bot's own view of a report. Outcomes lie apart, so that two answers never overwrite each other. */
export interface ReportFile {
  save(report: OpenReport): Promise<void>;
  open(id: string): Promise<OpenReport | null>;
  end(id: string, node: z.output<typeof target>, how: Outcome): Promise<void>;
  ended(id: string, node: z.output<typeof target>): Promise<Outcome | null>;
  /** Forgets an outcome, before the same node is collected again. */
  reopen(id: string, node: z.output<typeof target>): Promise<void>;
}

export function reportFile(records: Pick<Records, 'reports'>): ReportFile {
  const key = (id: string, node: z.output<typeof target>) => `${id}/${node.cluster}/${node.node}`;
  return {
    save: (report) => records.reports.put(report.payload.id, report),
    async open(id) {
      return openReport.safeParse(await records.reports.get(id)).data ?? null;
    },
    end: (id, node, how) => records.reports.put(key(id, node), how),
    async ended(id, node) {
      return outcome.safeParse(await records.reports.get(key(id, node))).data ?? null;
    },
    reopen: (id, node) => records.reports.drop(key(id, node)),
  };
}
