import type { Anatomy } from '../../src/chain/anatomy.js';
import type { AnsweredCheck, Diagnosis, FilledStep, Verdict } from '../../src/diagnosis/diagnosis.js';
import { seenLines } from '../../src/diagnosis/seen-lines.js';
import { isWell } from '../../src/diagnosis/sound.js';
import type { Fact, FactValue } from '../../src/facts/fact.js';
import type { Language } from '../../src/report/language.js';
import { RISKS } from '../../src/signatures/signature.js';
import { clock, origin } from '../blocks/evidence.js';
import type { Shown } from '../blocks/shown.js';
import { collectionWords, outcomes } from '../blocks/state.js';
import { lookAlikes, verdictWords } from '../blocks/verdict.js';
import { reportFileName } from '../text/own-files.js';
import { ladderWordsIn } from '../words/ladder-words.js';
import { type Words, wordsIn } from '../words/words.js';

const MOST_FACT_LINES = 40;

/** Everything of one answer as a Markdown file: every verdict, check, step, fact. Pure. */
export function fullReport(shown: Shown): string {
  const words = wordsIn(shown.language);
  const head = [
    `# ${verdictWords(shown.answered.diagnoses[0], shown.language)}`,
    '',
    `${words.file.report} ${shown.report}`,
    ...shown.notes.map((n) => `- ${n}`),
  ];
  const parts = shown.answered.diagnoses.map((d) => diagnosisText(d, shown.language, words).join('\n'));
  if (shown.anatomy) parts.push(anatomyText(shown.anatomy, words).join('\n'));
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

/** A file name from the report's first node. */
export function fullReportName(shown: Shown): string {
  const node = shown.answered.diagnoses.find((d) => d.node !== null)?.node ?? 'text';
  return reportFileName(node);
}

function diagnosisText(diagnosis: Diagnosis, language: Language, words: Words): readonly string[] {
  const title = diagnosis.node
    ? `${diagnosis.node}${diagnosis.cluster ? ` (${diagnosis.cluster})` : ''}`
    : words.file.textAlone;
  const lines = [`## ${title}`, '', collectionWords(diagnosis.collection, language) || words.file.nothingCollected];
  if (isWell(diagnosis)) lines.push('', `${ladderWordsIn(language).nothingWrong}.`);
  else if (!diagnosis.known) lines.push('', `${words.notKnown}: ${words.nothingExplains}`);
  const told = diagnosis.verdicts.filter((verdict) => verdict.look_alike === undefined);
  for (const verdict of told) lines.push('', ...verdictText(verdict, language));
  const alike = lookAlikes(diagnosis);
  if (alike.length > 0) lines.push('', `### ${words.lookAlikes}`, '', ...alike.map(lookAlikeText));
  for (const e of diagnosis.exposed) lines.push('', `${words.exposed}: ${e.title} (${e.id}). ${e.because}`);
  if (diagnosis.next_check)
    lines.push(
      '',
      `${words.whatWouldDecide}: ${diagnosis.next_check.fact}`,
      ...fenced(diagnosis.next_check.command),
      ...outcomes(diagnosis.next_check, words),
    );
  const facts = Object.entries(diagnosis.facts);
  if (facts.length > 0)
    lines.push('', `### ${words.file.facts}`, '', ...facts.flatMap(([name, fact]) => factText(name, fact, words)));
  return lines;
}

function anatomyText(anatomy: Anatomy, words: Words): readonly string[] {
  const segments = anatomy.segments.map(
    (s) => `- ${s.link ?? words.file.somebody}: ${s.words}${s.meaning ? ` (${s.meaning})` : ''}`,
  );
  const looks = anatomy.checks.flatMap((look) => [`- ${look.because}:`, ...fenced(look.run)]);
  const errno = anatomy.errno ? ['', `${anatomy.errno.name}: ${anatomy.errno.meaning}`] : [];
  return [
    `## ${words.takenApart} ${words.inLine(anatomy.line)}`,
    '',
    ...segments,
    ...errno,
    '',
    `${words.lookFirstAt(anatomy.guilty)}:`,
    ...looks,
  ];
}

function verdictText(verdict: Verdict, language: Language): readonly string[] {
  const [words, ladder] = [wordsIn(language), ladderWordsIn(language)];
  const { over } = verdict;
  const lines = [
    `### ${over === undefined ? words.file.verdict[verdict.verdict] : ladder.over}: ${verdict.title}`,
    '',
    `\`${verdict.id}\`, ${words.severity[verdict.severity]}, ${words.breaksAt} ${verdict.breaks_at}, ${words.feltAt} ${verdict.felt_at}`,
    '',
    verdict.summary,
    '',
    verdict.mechanism,
    '',
  ];
  for (const s of seenLines(verdict.symptoms))
    lines.push(`- ${words.file.seenIn(s.place, s.line, s.count)}:`, ...fenced(s.text));
  lines.push(...verdict.checks.flatMap((check) => checkText(check, words)));
  if (verdict.ruled_out_by.length > 0) lines.push(`- ${words.file.ruledOutBy} ${verdict.ruled_out_by.join(', ')}`);
  if (over !== undefined) lines.push(`- ${ladder.lastTold(clock(over.last), over.lines)}; ${over.because}`);
  if (verdict.verdict === 'ruled-out') return lines;
  for (const risk of RISKS) {
    const steps = verdict.runbook.filter((step) => step.risk === risk);
    if (steps.length > 0)
      lines.push('', `#### ${words.file.risk[risk]}`, ...steps.flatMap((step) => stepText(step, words)));
  }
  lines.push(
    '',
    `#### ${words.sources}`,
    '',
    ...verdict.references.map((r) => `- ${words.reference[r.type]}: <${r.url}> ${r.says}`),
  );
  return lines;
}

function lookAlikeText({ id, title, look_alike }: Verdict): string {
  const tell = look_alike?.tell === undefined ? '' : ` (${look_alike.tell})`;
  return `- \`${id}\`: ${title}${tell}`;
}

function checkText(check: AnsweredCheck, words: Words): readonly string[] {
  const value = check.value === null ? '' : ` = ${String(check.value)}`;
  const line = `- ${words.file.answer[check.answer]} (${words.file.role[check.role]}) ${check.fact}${value}${origin(check.source, check.at)}: ${check.because}`;
  return check.answer === 'unknown' ? [line, ...fenced(check.settle)] : [line];
}

function stepText(step: FilledStep, words: Words): readonly string[] {
  const lines = ['', `${step.id}:`, ...fenced(step.run), ...(step.here ?? []).map((sentence) => `- ${sentence}`)];
  for (const key of ['expect', 'hurts', 'undo', 'verify', 'note'] as const) {
    if (step[key]) lines.push(`- ${words.step[key]}: ${step[key]}`);
  }
  return lines;
}

function factText(name: string, fact: Fact, words: Words): readonly string[] {
  if (fact.state === 'unknown') return [`- ${name}: ${words.file.unknown}. ${fact.reason}`];
  const partial = fact.complete ? '' : `, ${words.file.incomplete}`;
  const head = `- ${name} (${fact.source}${fact.at ? `, ${clock(fact.at)}` : ''}${partial})`;
  const lines = valueLines(fact.value);
  if (lines.length === 1 && !Array.isArray(fact.value)) return [`${head}: ${lines[0] ?? ''}`];
  const rest = lines.length > MOST_FACT_LINES ? [words.file.more(lines.length - MOST_FACT_LINES)] : [];
  return [head, ...fenced([...lines.slice(0, MOST_FACT_LINES), ...rest].join('\n') || words.file.none)];
}

function valueLines(value: FactValue): readonly string[] {
  if (!Array.isArray(value)) return [String(value)];
  return value.map((row: unknown) => (typeof row === 'string' ? row : JSON.stringify(row)));
}

// A fence longer than any run of backticks inside, so that nothing pasted can end it.
function fenced(text: string): readonly string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return [fence, text.trimEnd(), fence];
}
