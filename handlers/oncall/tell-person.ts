import type { Case } from '../../src/oncall/case.js';
import type { Effect } from '../../src/oncall/effects.js';
import type { Desk } from '../answering/buttons.js';
import { type View, viewOf } from '../answering/view.js';
import { code, prose } from '../blocks/mrkdwn.js';
import { foremost, speaking, verdictWords } from '../blocks/verdict.js';
import type { Parts } from '../parts.js';
import { caseWordsIn } from './case-words.js';
import { placeOf } from './face.js';
import { person } from './people.js';
import { postOnce } from './post-once.js';
import { resolutionWordsIn } from './resolution-words.js';
import { when } from './times.js';

const MOST_CHECKS = 5;

/** A word for one person in the case's thread, once: what was handed over, a reminder, bad news. */
export async function tellPerson(
  id: string,
  effect: Extract<Effect, { kind: 'tell' }>,
  parts: Parts,
  desk: Desk,
): Promise<void> {
  const shown = await parts.jobs.cases.get(id);
  const view = shown === null ? null : await viewOf(shown.report, { ...parts, ...desk });
  const place = shown === null ? null : await placeOf(shown, parts, desk);
  if (shown === null || view === null || place === null) return;
  const text = textOf(effect, shown, view);
  await postOnce({ report: shown.report, slot: `tell-${effect.id}`, ...place, text }, parts);
}

function textOf(effect: Extract<Effect, { kind: 'tell' }>, shown: Case, view: View): string {
  const words = caseWordsIn(view.report.language);
  const who = person(effect.whom);
  if (effect.what === 'still-broken') return words.stillBroken(who);
  if (effect.what === 'remind')
    return words.remind(who, when(shown.phase.kind === 'acknowledged' ? shown.phase.at : effect.id));
  return [
    words.handedOver(who, person(effect.by ?? '')),
    ...(effect.note ? [`> ${prose(effect.note).replaceAll('\n', '\n> ')}`] : []),
    ...summary(view),
  ].join('\n');
}

/** What the next person must know: the verdict, what is still open, what removes a confirmed cause, and the check that would settle most. */
function summary({ shown, report }: View): readonly string[] {
  const words = caseWordsIn(report.language);
  const main = foremost(shown.answered.diagnoses);
  const all = main ? speaking(main) : [];
  // Beside a confirmed cause, what would settle the others is nobody's next step.
  const asked = all[0]?.verdict === 'confirmed' ? all.slice(0, 1) : all;
  const unknown = asked.flatMap(({ checks }) => checks.filter(({ answer }) => answer === 'unknown'));
  const open = unknown.filter(({ fact }, index) => unknown.findIndex((other) => other.fact === fact) === index);
  const next = main?.next_check;
  const fixes = all[0]?.verdict === 'confirmed' ? all[0].runbook.filter(({ risk }) => risk === 'fix') : [];
  return [
    `*${prose(verdictWords(main, report.language))}*`,
    ...(open.length === 0 ? [words.noOpenChecks] : [`*${words.openChecks}*`]),
    ...open
      .slice(0, MOST_CHECKS)
      .map(
        ({ fact, because, settle }) =>
          `• ${prose(because.includes(fact) ? because : `${fact}: ${because}`)}. ${code(settle, 300)}`,
      ),
    ...(fixes.length === 0 ? [] : [`*${resolutionWordsIn(report.language).knownFix}*`]),
    ...fixes.map(({ run }) => `• ${code(run, 300)}`),
    ...(next ? [`*${words.nextCheck}*: ${prose(next.fact)}, ${code(next.command, 300)}`] : []),
  ];
}
