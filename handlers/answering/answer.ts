import type { AnswerPayload } from '../../src/jobs/payloads.js';
import { answerBlocks } from '../blocks.js';
import { heardOf } from '../oncall/heard.js';
import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import type { Readings } from '../reading/readings.js';
import { scriptFileName } from '../text/own-files.js';
import { scriptByHand } from './by-hand.js';
import { fullReport, fullReportName } from './full-report.js';
import { joinPart } from './joined-part.js';
import { attach, postOrEdit } from './posting.js';
import { viewOf } from './view.js';

/** Posts an answer once and edits it from then on, whatever is repeated, restarted or overtaken. */
export interface Answering {
  /** Shows the report as it is known now. */
  show(id: string): Promise<void>;
  /** The `answer` job: notes how a collection ended, then shows. */
  answer(payload: AnswerPayload): Promise<void>;
}

type Needs = Pick<
  Parts,
  'records' | 'engine' | 'jobs' | 'rights' | 'slack' | 'log' | 'respond' | 'sleep' | 'self' | 'escalation' | 'now'
>;

export function openAnswering(parts: Needs, file: ReportFile, readings: Readings): Answering {
  // Two answers of one report take turns, whichever bots have them: the second edits what the first has posted.
  const show = (id: string): Promise<void> =>
    parts.records.turns.inTurn(`answer:${id}`, async () => {
      const view = await viewOf(id, { ...parts, file, readings });
      if (view === null) return parts.log.warn({ report: id }, 'nothing to show: the report expired');
      const full = view.shown.phase === 'full';
      const message = answerBlocks(view.shown);
      const post = await postOrEdit(view.report, message, full, parts);
      if (!full) return;
      const more = await heardOf(view, { ...parts, file });
      for (const { node, boundary } of view.shown.unreached) {
        const content = await scriptByHand(boundary);
        await attach(view.report, post, { slot: `script-${boundary}`, name: scriptFileName(node), content }, parts);
      }
      // One more node is being looked at: the file comes with what it says, once.
      if (!message.needsFile || more) return;
      const attached = { slot: `file-${view.mark}`, name: fullReportName(view.shown), content: fullReport(view.shown) };
      await attach(view.report, post, attached, parts);
    });

  return {
    show,
    async answer(payload) {
      const { waiter, end, collected, reason } = payload;
      if (!(await joinPart(payload, parts, file)))
        await file.end(waiter.report, { cluster: waiter.cluster, node: waiter.node }, { end, collected, reason });
      await show(waiter.report);
    },
  };
}
