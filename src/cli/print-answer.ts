import type { Answered } from '../diagnosis/diagnosis.js';
import { reportJson } from '../diagnosis/report-json.js';
import type { Language } from '../report/language.js';
import { languageOf } from '../report/language.js';
import type { Report } from '../report/report.js';
import { printProblem } from '../signatures/problem.js';
import type { Io } from './io.js';

/** Prints one answer: as the contract's JSON object, or drawn for people. */
export async function printAnswer(
  given: Answered,
  report: Report,
  how: { readonly json: boolean; readonly lang?: Language; readonly knowledge: readonly string[] },
  io: Io,
): Promise<void> {
  const lang = languageOf(how.lang, report.text);
  // JSON is for programs: in another language only when that was asked for.
  const chinese = lang === 'zh' && (!how.json || how.lang === 'zh');
  const answer = chinese ? await inChinese(given, how.knowledge, io) : given;
  if (how.json) {
    io.print(`${JSON.stringify(reportJson(answer), null, 2)}\n`);
    return;
  }
  const { render } = await import('../terminal/render.js');
  io.print(render(answer, report, { color: io.color, columns: io.columns, lang }));
}

async function inChinese(answer: Answered, folders: readonly string[], io: Io): Promise<Answered> {
  const [{ loadTranslations }, { loadSignatures }, { knowledgeDir }, { translate }] = await Promise.all([
    import('../signatures/translation.js'),
    import('../signatures/load.js'),
    import('../signatures/folder.js'),
    import('../diagnosis/translate.js'),
  ]);
  const dirs = [knowledgeDir(), ...folders];
  const { byId, problems } = loadTranslations(dirs, 'zh', loadSignatures(dirs).signatures);
  for (const problem of problems) io.complain(`${printProblem(problem)}\n`);
  return { ...answer, diagnoses: answer.diagnoses.map((diagnosis) => translate(diagnosis, byId)) };
}
