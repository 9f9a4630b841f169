import type { Answered } from '../diagnosis/diagnosis.js';
import { reportJson } from '../diagnosis/report-json.js';
import type { Report } from '../report/report.js';
import type { Language } from './command.js';
import type { Io } from './io.js';

/** Prints one answer: as the contract's JSON object, or drawn for people. */
export async function printAnswer(
  answer: Answered,
  report: Report,
  how: { readonly json: boolean; readonly lang?: Language },
  io: Io,
): Promise<void> {
  if (how.json) {
    io.print(`${JSON.stringify(reportJson(answer), null, 2)}\n`);
    return;
  }
  const { render } = await import('../terminal/render.js');
  io.print(render(answer, report, { color: io.color, columns: io.columns, lang: how.lang }));
}
