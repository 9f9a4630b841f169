import type { FilledStep, Verdict } from '../diagnosis/diagnosis.js';
import { RISKS, type Risk } from '../signatures/signature.js';
import type { Page } from './page.js';
import { inert } from './style.js';
import { widthOf, wrapped } from './wrap.js';

function stepLines(step: FilledStep, number: number, { style, words, columns }: Page): readonly string[] {
  const extras = (['expect', 'hurts', 'undo', 'verify', 'note'] as const).flatMap((key) => {
    const text = step[key];
    // Wrapping would break a command in the middle; undo and verify are commands.
    const told =
      text === undefined
        ? ''
        : key === 'undo' || key === 'verify'
          ? inert(text)
          : wrapped(text, columns, 8, 9 + widthOf(words[key]));
    return text === undefined ? [] : [`       ${style.dim(`${words[key]}:`)} ${told}`];
  });
  const here = (step.here ?? []).map((sentence) => `       ${style.warn(wrapped(sentence, columns, 7, 7))}`);
  return [`    ${number}. ${inert(step.run).trim().replaceAll('\n', '\n       ')}`, ...here, ...extras];
}

function paint(risk: Risk, { style, words }: Page): string {
  const text = words.risk[risk];
  if (risk === 'disruptive') return style.bad(text);
  return risk === 'mitigate' ? style.warn(text) : style.good(text);
}

/** The steps, grouped by risk from harmless to final, numbered through. */
export function runbook(verdict: Verdict, page: Page): string {
  let number = 0;
  const groups = RISKS.flatMap((risk) => {
    const steps = verdict.runbook.filter((step) => step.risk === risk);
    if (steps.length === 0) return [];
    const lines = steps.flatMap((step) => {
      number += 1;
      return stepLines(step, number, page);
    });
    return [`  ${paint(risk, page)}`, ...lines];
  });
  return [page.style.bold(page.words.runbook), ...groups].join('\n');
}
