import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { isWell, soundOf } from '../../src/diagnosis/sound.js';
import { wasRead } from '../../src/facts/collection.js';
import type { Fact, KnownFact } from '../../src/facts/fact.js';
import { type LadderWords, ladderWordsIn } from '../words/ladder-words.js';
import { wordsIn } from '../words/words.js';
import type { Piece } from './fit.js';
import { prose } from './mrkdwn.js';
import type { Shown } from './shown.js';
import { isWaiting } from './state.js';

const MOST_UNKNOWN = 5;

/**
 * What "not known" means for a node that was looked at: whether anything was read of it, what, and what stays unknown. Silence of
 * the signatures is no proof of health, and says so.
 */
export function notKnownPieces(diagnosis: Diagnosis, shown: Shown): readonly Piece[] {
  if (diagnosis.known || diagnosis.node === null || isWaiting(shown)) return [];
  const words = ladderWordsIn(shown.language);
  if (!wasRead(diagnosis.collection)) return [{ group: 'not-known', text: words.nothingRead, rank: 1 }];
  const facts = Object.entries(diagnosis.facts);
  const sound = isWell(diagnosis) ? soundOf(diagnosis.facts) : null;
  const signs = sound === null ? '' : `${words.signs(sound.answers.join(', '), sound.containers ?? 0)} `;
  const pieces: Piece[] = [{ group: 'not-known', text: `${signs}${words.nothingSeen}`, rank: 1 }];
  const read = facts.flatMap(([name, fact]) => (fact.state === 'known' ? [[name, fact] as const] : []));
  pieces.push({ group: 'not-known', text: `*${words.whatWasRead}*: ${prose(readWords(read, words))}.`, rank: 3 });
  const gaps = unknownWords(facts);
  if (gaps.length > 0) {
    const more = gaps.length > MOST_UNKNOWN ? wordsIn(shown.language).andMore(gaps.length - MOST_UNKNOWN) : '';
    const text = `*${words.whatStaysUnknown}*: ${prose(gaps.slice(0, MOST_UNKNOWN).join('; '))}${more}.`;
    pieces.push({ group: 'not-known', text, rank: 3 });
  }
  return pieces;
}

function readWords(facts: readonly (readonly [string, KnownFact])[], words: LadderWords): string {
  const sysctls = facts.filter(([name]) => name.startsWith('sysctl.')).length;
  const others = facts
    .filter(([name]) => !name.startsWith('sysctl.'))
    .map(([name, { value }]) => {
      if (Array.isArray(value)) return `${name} (${value.length})`;
      return typeof value === 'boolean' ? `${name} = ${value}` : name;
    });
  return [...others, ...(sysctls > 0 ? [words.sysctls(sysctls)] : [])].join(', ');
}

/** One entry a reason: a node without docker says so once, not five times. */
function unknownWords(facts: readonly (readonly [string, Fact])[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const [name, fact] of facts) {
    if (fact.state !== 'unknown') continue;
    byReason.set(fact.reason, [...(byReason.get(fact.reason) ?? []), name]);
  }
  return [...byReason].map(([reason, names]) => `${names.join(', ')} (${reason})`);
}
