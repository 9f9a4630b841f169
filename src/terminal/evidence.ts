import type { Answer, AnsweredCheck, SeenSymptom, Verdict } from '../diagnosis/diagnosis.js';
import { seenLines } from '../diagnosis/seen-lines.js';
import { excerpt } from '../match/excerpt.js';
import type { Page } from './page.js';
import { inert } from './style.js';
import { widthOf, wrapped } from './wrap.js';

const SIGNS = { holds: '✓', fails: '✗', unknown: '?' } as const satisfies Record<Answer, string>;
const INDENT = 4;
/** Longer lines are told in full by --json. */
const SHOWN = 220;

function symptomLine(symptom: SeenSymptom, { style, columns, words }: Page): string {
  const place = symptom.place === 'paste' ? '' : `${symptom.place} `;
  const where = symptom.line === 0 ? symptom.place : `${place}line ${symptom.line}`;
  const times = symptom.count > 1 ? ` (${symptom.count} times)` : '';
  const { text } = excerpt(symptom.text, symptom.span, SHOWN);
  const { mention, refutes } = symptom;
  const sign = refutes ? style.bad('✗') : mention === undefined ? style.good('✓') : style.warn('?');
  const label = `${where}${times}:`;
  const why = mention === undefined ? '' : `\n    ${style.dim(words.mention[mention])}`;
  return `  ${sign} ${style.dim(label)} ${wrapped(inert(text), columns, INDENT, INDENT + widthOf(label) + 1)}${why}`;
}

/** A held refutation speaks against, so its sign is coloured as bad although the check holds. */
function sign(check: AnsweredCheck, { style }: Page): string {
  const mark = SIGNS[check.answer];
  if (check.answer === 'unknown') return style.warn(mark);
  const speaksFor = (check.answer === 'holds') === (check.role !== 'refutes');
  return speaksFor
    ? style.good(mark)
    : check.role === 'must' || check.answer === 'holds'
      ? style.bad(mark)
      : style.dim(mark);
}

/** One check: its sign, what was asked, what was found, where and when. */
export function checkLines(check: AnsweredCheck, page: Page): readonly string[] {
  const { style, columns, words } = page;
  const value = check.value === null || check.answer === 'fails' ? '' : `${check.fact}: ${check.value}. `;
  const origin = [check.source, check.at].filter((one) => one !== undefined && one !== '').join(', ');
  const told = wrapped(inert(`${value}${check.because}${origin === '' ? '' : ` [${origin}]`}`), columns, INDENT);
  const lines = [`  ${sign(check, page)} ${style.bold(check.id)} ${style.dim(check.role)}\n    ${told}`];
  if (check.answer === 'unknown' && check.role !== 'helps')
    lines.push(`    ${style.dim(`${words.settle}:`)} ${inert(check.settle).replaceAll('\n', '\n      ')}`);
  return lines;
}

/** The evidence of one verdict: the words seen, then every check with its answer. */
export function evidence(verdict: Verdict, page: Page): string {
  const order: readonly Answer[] = ['holds', 'fails', 'unknown'];
  const checks = order.flatMap((answer) => verdict.checks.filter((check) => check.answer === answer));
  return [
    page.style.bold(page.words.evidence),
    ...seenLines(verdict.symptoms).map((symptom) => symptomLine(symptom, page)),
    ...checks.flatMap((check) => checkLines(check, page)),
  ].join('\n');
}
