import type { Parts } from '../parts.js';
import type { ReportFile } from '../reading/open-report.js';
import type { Answering } from './answer.js';
import { progressOf } from './view.js';

type Needs = Pick<Parts, 'records' | 'jobs' | 'limits' | 'sleep' | 'log' | 'slack'>;

/**
 * Edits the answer in place while its nodes are being collected, only when something changed. Ends by itself when every node
 * ended or the deadline passed. Its failure costs a progress line, never the answer.
 */
export function watchProgress(
  id: string,
  parts: Needs,
  desk: { readonly file: ReportFile; readonly answering: Answering },
): void {
  void watch(id, parts, desk).catch((error) => parts.log.warn({ err: error, report: id }, 'progress stopped'));
}

async function watch(id: string, parts: Needs, desk: { readonly file: ReportFile; readonly answering: Answering }) {
  const { progressEveryMs, deadlineMs } = parts.limits;
  let before = '';
  for (let waited = 0; waited < deadlineMs; waited += progressEveryMs) {
    await parts.sleep(progressEveryMs);
    const report = await desk.file.open(id);
    if (report === null) return;
    const ended = await Promise.all(report.targets.map((target) => desk.file.ended(id, target)));
    const waiting = report.targets.filter((_, index) => ended[index] === null);
    if (waiting.length === 0) return;
    const now = await Promise.all(waiting.map((target) => progressOf(target, parts)));
    // The first answer says "queued" already.
    const told = now.filter((progress) => progress.kind !== 'queued' || progress.position > 0);
    const state = JSON.stringify(told);
    if (state === before || told.length === 0 || !parts.slack.idle(report.payload.channel)) continue;
    await desk.answering.show(id);
    before = state;
  }
}
