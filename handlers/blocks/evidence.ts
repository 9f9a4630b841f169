import type { Answer, AnsweredCheck, Diagnosis, SeenSymptom, Verdict } from '../../src/diagnosis/diagnosis.js';
import { seenLines } from '../../src/diagnosis/seen-lines.js';
import { excerpt } from '../../src/match/excerpt.js';
import type { Language } from '../../src/report/language.js';
import { type LadderWords, ladderWordsIn } from '../words/ladder-words.js';
import { type Words, wordsIn } from '../words/words.js';
import type { Piece } from './fit.js';
import { code, prose } from './mrkdwn.js';
import { lookAlikes, passed, speaking } from './verdict.js';

const MARKS = { holds: ':white_check_mark:', fails: ':x:', unknown: ':grey_question:' } as const satisfies Record<
  Answer,
  string
>;
const MOST_SYMPTOMS = 4;
const MOST_EXPOSED = 5;
const MOST_LOOK_ALIKES = 5;

/** What was seen, what holds, fails or is unknown, what else it could be, and what was ruled out by which check. */
export function evidencePieces(diagnosis: Diagnosis, language: Language): readonly Piece[] {
  const words = wordsIn(language);
  const [best, ...others] = speaking(diagnosis);
  const pieces: Piece[] = [];
  if (best) {
    pieces.push({ group: 'evidence', text: `*${words.howIKnow}*`, rank: 1 });
    seenLines(best.symptoms)
      .slice(0, MOST_SYMPTOMS)
      .forEach((symptom, index) => {
        pieces.push({ group: 'evidence', text: symptomLine(symptom, words), rank: index === 0 ? 1 : 5 });
      });
    for (const check of best.checks) {
      // Of a node nobody looked at everything is unknown: the one deciding check is told below, not all of them here.
      if (check.answer === 'unknown' && diagnosis.node === null) continue;
      pieces.push({ group: 'evidence', text: checkLine(check, words), rank: check.role === 'must' ? 1 : 4 });
    }
  }
  if (others.length > 0) {
    pieces.push({ group: 'others', text: `*${words.alsoPossible}*`, rank: 3 });
    for (const other of others) pieces.push({ group: 'others', text: otherLine(other, words), rank: 3 });
  }
  pieces.push(...lookAlikePieces(lookAlikes(diagnosis), words));
  const past = passed(diagnosis);
  if (past.length > 0) {
    const ladder = ladderWordsIn(language);
    pieces.push({ group: 'over', text: `*${ladder.over}*`, rank: 2 });
    for (const verdict of past) pieces.push({ group: 'over', text: overLine(verdict, ladder), rank: 2 });
  }
  const refuted = diagnosis.verdicts.filter(({ verdict, over }) => verdict === 'ruled-out' && over === undefined);
  if (refuted.length > 0) {
    pieces.push({ group: 'ruled-out', text: `*${words.ruledOut}*`, rank: 3 });
    for (const verdict of refuted) pieces.push({ group: 'ruled-out', text: refutedLine(verdict, words), rank: 3 });
  }
  for (const exposed of diagnosis.exposed.slice(0, MOST_EXPOSED)) {
    const text = `${words.exposed}: *${prose(exposed.title)}*. ${prose(exposed.because)}`;
    pieces.push({ group: 'exposed', text, rank: 6 });
  }
  return pieces;
}

/** ` (source, 2026-11-22 03:12:05 UTC)`, as far as known. */
export function origin(source: string | undefined, at: string | undefined): string {
  const parts = [source, at ? clock(at) : undefined].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** `2026-11-22T03:12:05.123Z` as `2026-11-22 03:12:05 UTC`. */
export function clock(at: string): string {
  return at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2 UTC');
}

function symptomLine(symptom: SeenSymptom, words: Words): string {
  const where = symptom.line > 0 ? `${symptom.place}, ${words.line(symptom.line)}` : symptom.place;
  const often = symptom.count > 1 ? `, ${words.lines(symptom.count)}` : '';
  const named = symptom.mention === undefined ? '' : `: ${words.mention[symptom.mention]}`;
  return `:speech_balloon: ${code(excerpt(symptom.text, symptom.span, 300).text, 300)} (${where}${often}${symptom.at ? `, ${clock(symptom.at)}` : ''})${named}`;
}

function checkLine(check: AnsweredCheck, words: Words): string {
  const value = check.value === null ? '' : ` = ${code(String(check.value), 200)}`;
  const head = `${mark(check, words)} ${prose(check.fact)}${value}${prose(origin(check.source, check.at))}`;
  // Many an answer begins with the name that stands before it already.
  const { because: why, fact } = check;
  const because = prose(sentence(why.startsWith(`${fact} `) ? why.slice(fact.length + 1) : why, words));
  return check.answer === 'unknown'
    ? `${head}: ${because} ${words.settle}: ${code(check.settle, 400)}`
    : `${head}: ${because}`;
}

/** A refuting check that fails speaks for the cause; a helping one that fails says nothing. */
function mark({ role, answer }: AnsweredCheck, words: Words): string {
  if (role === 'refutes' && answer === 'fails') return `${MARKS.holds} ${words.excluded}:`;
  if (role === 'helps' && answer === 'fails') return ':heavy_minus_sign:';
  return MARKS[answer];
}

function sentence(text: string, words: Words): string {
  if (/[.!?。\uff01\uff1f]$/.test(text)) return text;
  // What is not translated keeps its own full stop.
  return `${text}${/\p{Script=Han}/u.test(text) ? words.stop : '.'}`;
}

function otherLine(verdict: Verdict, words: Words): string {
  const open = verdict.checks.find((check) => check.role === 'must' && check.answer === 'unknown');
  // Among the possible ones a certain one is easily overlooked.
  const certain = verdict.verdict === 'confirmed' ? `*${words.verdict.confirmed}*: ` : '';
  return `• ${certain}${prose(verdict.title)}${open ? `: ${words.wouldDecide(prose(open.fact))}, ${code(open.settle, 300)}` : ''}`;
}

function lookAlikePieces(alike: readonly Verdict[], words: Words): readonly Piece[] {
  if (alike.length === 0) return [];
  const more = alike.length - MOST_LOOK_ALIKES;
  const head = `*${words.lookAlikes}*${more > 0 ? prose(words.andMore(more)) : ''}`;
  const lines = alike.slice(0, MOST_LOOK_ALIKES).map(({ title, look_alike }) => {
    const tell = look_alike?.tell === undefined ? '' : ` (${look_alike.tell})`;
    return `• ${prose(`${title}${tell}`)}`;
  });
  return [{ group: 'look-alikes', text: [head, ...lines].join('\n'), rank: 4 }];
}

function overLine({ title, over }: Verdict, ladder: LadderWords): string {
  if (over === undefined) return '';
  return `• *${prose(title)}*: ${ladder.lastTold(clock(over.last), over.lines)}; ${prose(over.because)}`;
}

function refutedLine(verdict: Verdict, words: Words): string {
  const by = verdict.ruled_out_by[0] ?? '';
  const check = verdict.checks.find((c) => c.id === by);
  if (check) {
    // The engine's own sentence says what was found: not twice.
    const told = check.value === null || check.because.includes(String(check.value));
    const value = told ? '' : ` = ${code(String(check.value), 160)}`;
    return `• ~${prose(verdict.title)}~: ${prose(check.fact)}${value}${prose(origin(check.source, check.at))}: ${prose(sentence(check.because, words))}`;
  }
  const symptom = verdict.symptoms.find((s) => s.id === by);
  return `• ~${prose(verdict.title)}~: ${symptom ? `${words.textSays} ${code(excerpt(symptom.text, symptom.span, 160).text, 160)}` : prose(by)}`;
}
