import type { Road } from '../chain/road.js';
import { roadTo } from '../diagnosis/answered.js';
import type { Answered, Diagnosis, Verdict } from '../diagnosis/diagnosis.js';
import { isWell } from '../diagnosis/sound.js';
import { wasRead } from '../facts/collection.js';
import type { Report } from '../report/report.js';
import { anatomyOf } from './anatomy.js';
import { evidence } from './evidence.js';
import { layers } from './layers.js';
import type { Page } from './page.js';
import { runbook } from './runbook.js';
import { inert, styleOf } from './style.js';
import { wordsOf } from './words.js';
import { widthOf, wrapped } from './wrap.js';

export interface RenderOptions {
  readonly color: boolean;
  readonly columns: number;
  readonly lang?: 'en' | 'zh';
}

/** So many look-alikes are told in words, and so many more by their ids: three lines of a terminal. `--json` has all. */
const TOLD_LOOK_ALIKES = 6;
const NAMED_LOOK_ALIKES = 10;

/** The fixed anatomy: verdict, chain, evidence, look-alikes, runbook, sources; the same place for the same thing. */
export function render(answered: Answered, report: Report, options: RenderOptions): string {
  const page: Page = {
    style: styleOf(options.color),
    words: wordsOf(options.lang, report.text),
    columns: options.columns,
  };
  const parts = answered.diagnoses.map((diagnosis) => diagnosisText(diagnosis, answered, report, page));
  return `${parts.join(`\n\n${'─'.repeat(Math.min(options.columns, 60))}\n\n`)}\n`;
}

function diagnosisText(diagnosis: Diagnosis, answered: Answered, report: Report, page: Page): string {
  const standing = diagnosis.verdicts.filter((verdict) => verdict.verdict !== 'ruled-out');
  const [best, ...others] = standing.filter((verdict) => verdict.look_alike === undefined);
  const parts =
    best === undefined
      ? [notKnown(diagnosis, answered, report, page)]
      : [
          headline(best, diagnosis, answered, page),
          evidence(best, page),
          alsoPossible(others, page),
          lookAlikes(standing, page),
        ];
  parts.push(over(diagnosis, page), layers(diagnosis.facts, page), ruledOut(diagnosis, page), next(diagnosis, page));
  if (best !== undefined) parts.push(runbook(best, page), sources(best, page));
  parts.push(exposed(diagnosis, page), incomplete(diagnosis, page));
  return parts.filter((part) => part !== '').join('\n\n');
}

function headline(verdict: Verdict, diagnosis: Diagnosis, answered: Answered, page: Page): string {
  const { style, words, columns } = page;
  const word = words.verdict[verdict.verdict];
  const draft = verdict.status === 'draft' ? ` (${words.draft})` : '';
  const node = diagnosis.node === null ? '' : ` · ${diagnosis.node}`;
  const paint = verdict.verdict === 'confirmed' ? style.bad : style.warn;
  return [
    `${paint(style.bold(`${word}${draft}`))}  ${style.bold(verdict.title)}${node}`,
    style.dim(
      `${verdict.id} · ${verdict.severity} · ${words.breaksAt} ${verdict.breaks_at}, ${words.feltAt} ${verdict.felt_at}`,
    ),
    '',
    `  ${drawn(roadTo(answered, diagnosis, verdict))}`,
    '',
    wrapped(verdict.summary, columns, 0),
  ].join('\n');
}

const drawn = ({ line, below }: Road): string => (below === null ? line : `${line}   (below: [${below}])`);

function notKnown(diagnosis: Diagnosis, answered: Answered, report: Report, page: Page): string {
  const node = diagnosis.node === null ? '' : ` · ${diagnosis.node}`;
  if (answered.chain === null && diagnosis.verdicts.length === 0 && diagnosis.node === null) return page.words.noError;
  const head = `${page.style.bold(isWell(diagnosis) ? page.words.nothingWrong : page.words.notKnown)}${node}`;
  const read = wasRead(diagnosis.collection) ? page.words.nothingFits : page.words.nothingRead;
  return [
    head,
    ...(diagnosis.node === null ? [] : [wrapped(read, page.columns, 0)]),
    ...(answered.chain === null ? [] : ['', `  ${drawn(roadTo(answered, diagnosis, undefined))}`]),
    ...anatomyOf(report, page),
  ].join('\n');
}

function alsoPossible(others: readonly Verdict[], { style, words, columns }: Page): string {
  if (others.length === 0) return '';
  const lines = others.map((verdict) => {
    const open = verdict.checks.filter((check) => check.answer === 'unknown' && check.role !== 'helps');
    const asks = open.length === 0 ? '' : ` (unknown: ${open.map((check) => check.id).join(', ')})`;
    const kind = verdict.verdict === 'confirmed' ? `${words.verdict.confirmed} ` : '';
    const begun = 4 + widthOf(`${kind}${verdict.id}: `);
    return `  ${style.warn('•')} ${kind}${style.bold(verdict.id)}: ${wrapped(`${verdict.title}${asks}`, columns, 4, begun)}`;
  });
  return [style.bold(words.alsoPossible), ...lines].join('\n');
}

/** What the words do not tell from the answer, in a line each with the observation that would; of the rest some by their ids alone. */
function lookAlikes(standing: readonly Verdict[], { style, words, columns }: Page): string {
  const alike = standing.filter((verdict) => verdict.look_alike !== undefined);
  if (alike.length === 0) return '';
  const lines = alike.slice(0, TOLD_LOOK_ALIKES).map(({ id, title, look_alike }) => {
    const told = look_alike?.tell === undefined ? title : `${title} (${look_alike.tell})`;
    return `  ${style.dim('•')} ${style.bold(id)}: ${wrapped(inert(told), columns, 4, 6 + widthOf(id))}`;
  });
  const rest = alike.slice(TOLD_LOOK_ALIKES).map(({ id }) => id);
  const more = rest.length - NAMED_LOOK_ALIKES;
  const named = rest.slice(0, NAMED_LOOK_ALIKES).join(', ') + (more > 0 ? words.andMore(more) : '');
  if (rest.length > 0) lines.push(`  ${style.dim('•')} ${wrapped(named, columns, 4, 4)}`);
  return [style.bold(words.lookAlikes), ...lines].join('\n');
}

/** What dated lines tell of and has passed. */
function over(diagnosis: Diagnosis, { style, words, columns }: Page): string {
  const lines = diagnosis.verdicts.flatMap(({ id, title, over: past }) => {
    if (past === undefined) return [];
    const said = `${title}: ${words.lastTold(past.last.slice(0, 19).replace('T', ' ').concat(' UTC'), past.lines)}; ${past.because}`;
    return [`  ${style.dim('✓')} ${style.bold(id)}: ${wrapped(said, columns, 4, 4 + widthOf(`${id}: `))}`];
  });
  return lines.length === 0 ? '' : [style.bold(words.over), ...lines].join('\n');
}

function ruledOut(diagnosis: Diagnosis, { style, words, columns }: Page): string {
  const verdicts = diagnosis.verdicts.filter((one) => one.verdict === 'ruled-out' && one.over === undefined);
  if (verdicts.length === 0) return '';
  const lines = verdicts.map((verdict) => {
    const check = verdict.checks.find((one) => verdict.ruled_out_by.includes(one.id));
    const symptom = verdict.symptoms.find((one) => verdict.ruled_out_by.includes(one.id));
    const why = check === undefined ? `${words.textSays}: ${symptom?.text.slice(0, 160) ?? ''}` : held(check);
    const begun = 4 + widthOf(`${verdict.id}: `);
    return `  ${style.dim('✗')} ${style.bold(verdict.id)}: ${wrapped(inert(why), columns, 4, begun)}`;
  });
  return [style.bold(words.ruledOut), ...lines].join('\n');
}

const held = (check: Verdict['checks'][number]): string =>
  check.answer === 'holds' ? `${check.fact}: ${check.value}. ${check.because}` : `${check.id}: ${check.because}`;

function next({ next_check }: Diagnosis, { style, words, columns }: Page): string {
  if (next_check === null) return '';
  const command = inert(next_check.command).replaceAll('\n', '\n  ');
  const why = next_check.outcomes.map(({ id, check, holds, fails }) => {
    const says = words.outcome(check, words.becomes[holds], words.becomes[fails]);
    return `  ${style.dim('•')} ${style.bold(id)}: ${wrapped(says, columns, 4, 6 + widthOf(id))}`;
  });
  return [`${style.bold(words.next)} (${next_check.fact})`, `  ${command}`, ...why].join('\n');
}

function sources(verdict: Verdict, { style, words, columns }: Page): string {
  const lines = verdict.references.map(
    (one) => `  ${style.dim(one.type)} ${one.url}\n    ${wrapped(one.says, columns, 4)}`,
  );
  return [style.bold(words.sources), ...lines].join('\n');
}

function exposed(diagnosis: Diagnosis, { style, words, columns }: Page): string {
  if (diagnosis.exposed.length === 0) return '';
  const lines = diagnosis.exposed.map(
    (one) =>
      `  • ${style.bold(one.id)}: ${wrapped(`${one.title} (${inert(one.because)})`, columns, 4, 6 + widthOf(one.id))}`,
  );
  return [style.bold(words.exposed), ...lines].join('\n');
}

function incomplete({ collection }: Diagnosis, { style, words, columns }: Page): string {
  if (collection.failed.length === 0) return '';
  // One cause often stops everything: it is said once.
  const reasons = [...new Set(collection.failed.map((one) => one.reason))];
  const lines = reasons.map((reason) => {
    const probes = collection.failed.filter((one) => one.reason === reason).map((one) => one.probe);
    const names = probes.join(', ');
    return `  ? ${names}: ${wrapped(inert(reason), columns, 4, 6 + widthOf(names))}`;
  });
  return [style.bold(words.incomplete), ...lines].join('\n');
}
