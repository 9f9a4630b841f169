import { roadTo } from '../../src/diagnosis/answered.js';
import type { Diagnosis, Verdict } from '../../src/diagnosis/diagnosis.js';
import { isWell } from '../../src/diagnosis/sound.js';
import type { Language } from '../../src/report/language.js';
import { type LadderWords, ladderWordsIn } from '../words/ladder-words.js';
import { type Words, wordsIn } from '../words/words.js';
import type { Piece } from './fit.js';
import { code, prose } from './mrkdwn.js';
import type { Shown } from './shown.js';

/** The verdicts that speak: confirmed and possible, best first. */
export function speaking(diagnosis: Diagnosis): readonly Verdict[] {
  return diagnosis.verdicts.filter((verdict) => verdict.verdict !== 'ruled-out' && verdict.look_alike === undefined);
}

/** What the words do not tell from those that speak, the nearest first. */
export function lookAlikes(diagnosis: Diagnosis): readonly Verdict[] {
  return diagnosis.verdicts.filter((verdict) => verdict.look_alike !== undefined);
}

/** What dated lines tell of and is over, best first. */
export function passed(diagnosis: Diagnosis): readonly Verdict[] {
  return diagnosis.verdicts.filter((verdict) => verdict.over !== undefined);
}

/** The diagnosis that is told in full: the best verdict, then the order given. */
export function foremost(diagnoses: readonly Diagnosis[]): Diagnosis | undefined {
  const rank = (d: Diagnosis) => (speaking(d)[0]?.verdict === 'confirmed' ? 0 : d.known ? 1 : 2);
  return [...diagnoses].sort((a, b) => rank(a) - rank(b))[0];
}

/** `Confirmed: <title>`, one line without markup: for notifications, the file's head and logs. */
export function verdictWords(diagnosis: Diagnosis | undefined, language: Language): string {
  const [words, ladder] = [wordsIn(language), ladderWordsIn(language)];
  const best = diagnosis ? speaking(diagnosis)[0] : undefined;
  const on = diagnosis?.node ? words.on(diagnosis.node) : '';
  if (!best && diagnosis && isWell(diagnosis)) return `${ladder.nothingWrong}${on}`;
  const past = diagnosis ? passed(diagnosis)[0] : undefined;
  if (!best) return `${past ? `${ladder.over}: ${past.title}` : words.notKnown}${on}`;
  return `${words.verdict[best.verdict]}: ${best.title}${on}`;
}

/** The verdict line of every node asked for, then the chain of the foremost. */
export function verdictPieces(shown: Shown): readonly Piece[] {
  const { diagnoses, chain } = shown.answered;
  const words = wordsIn(shown.language);
  const main = foremost(diagnoses);
  const judged = diagnoses.filter((d) => d.node !== null || shown.hasText);
  const waiting = shown.progress.length > 0;
  const pieces = judged.map((d) => ({
    group: 'verdict',
    text: verdictLine(d, waiting, shown.hasText, shown.language),
    rank: d === main ? 0 : 2,
  }));
  if (judged.length > 1 && main) {
    const text = words.whatFollowsIs(code(main.node ?? words.theText, 253));
    pieces.push({ group: 'verdict', text, rank: 1 });
  }
  const best = main ? speaking(main)[0] : undefined;
  if (chain !== null || best !== undefined) {
    const { line, below } = roadTo(shown.answered, main, best);
    const under = below === null ? '' : ` | ${words.underIt}: [${below}]`;
    const felt = best === undefined || best.felt_at === best.breaks_at ? '' : `   ${words.feltAt} ${best.felt_at}`;
    pieces.push({ group: 'verdict', text: `\`${prose(`${line}${under}${felt}`)}\``, rank: 0 });
  }
  if (best) pieces.push({ group: 'verdict', text: prose(best.summary), rank: 1 });
  return pieces;
}

/** Of a node that nobody complained about: nothing wrong, what has passed, or nothing known. */
function calmWords(diagnosis: Diagnosis, words: Words, ladder: LadderWords): string {
  if (isWell(diagnosis)) return `:large_green_circle: *${ladder.nothingWrong}*`;
  const [past] = passed(diagnosis);
  return past ? `:white_circle: *${ladder.over}*: *${prose(past.title)}*` : `:white_circle: *${words.notKnown}*`;
}

function verdictLine(diagnosis: Diagnosis, waiting: boolean, hasText: boolean, language: Language): string {
  const [words, ladder] = [wordsIn(language), ladderWordsIn(language)];
  const best = speaking(diagnosis)[0];
  const place = diagnosis.node
    ? ` · ${code(diagnosis.node, 253)}${diagnosis.cluster ? ` (${prose(diagnosis.cluster)})` : ''}`
    : '';
  if (!best && waiting) return `:white_circle: *${words.notKnownYet}*${place}: ${words.textDoesNotSay}`;
  // What that means for a node that nobody complained about stands below it.
  if (!best && !hasText) return `${calmWords(diagnosis, words, ladder)}${place}`;
  if (!best) return `:white_circle: *${words.notKnown}*${place}: ${words.nothingExplains}`;
  const head = `${best.verdict === 'confirmed' ? ':red_circle:' : ':large_yellow_circle:'} *${words.verdict[best.verdict]}*`;
  return `${head}: *${prose(best.title)}*${place} · ${words.breaksAt} *${best.breaks_at}* · ${words.severity[best.severity]}`;
}
