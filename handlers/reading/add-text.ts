import type { ReadPayload } from '../../src/jobs/payloads.js';
import type { Desk } from '../answering/buttons.js';
import type { Parts } from '../parts.js';

/** What an edit adds to the answer that its message has already: lines and files that were not there before. What was said stays. */
export async function addText(
  payload: ReadPayload,
  text: string,
  { records }: Pick<Parts, 'records'>,
  desk: Desk,
): Promise<void> {
  const { edits } = payload.extra;
  if (edits === undefined) return;
  const added = await records.turns.inTurn(`report:${edits}`, async () => {
    const report = await desk.file.open(edits);
    const before = report === null ? null : await records.texts.get(report.text);
    if (report === null || before === null) return false;
    const said = new Set(before.split('\n'));
    const more = text.split('\n').filter((line) => !said.has(line));
    if (more.length === 0) return false;
    const ref = await records.texts.put([before, ...more].join('\n'), `${payload.id}/added`);
    await desk.file.save({ ...report, text: ref });
    return true;
  });
  if (added) await desk.answering.show(edits);
}
