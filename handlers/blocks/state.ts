import type { CollectionReport, Diagnosis, NextCheck } from '../../src/diagnosis/diagnosis.js';
import type { Language } from '../../src/report/language.js';
import { commandByHand } from '../answering/by-hand.js';
import { ladderWordsIn } from '../words/ladder-words.js';
import { type Words, wordsIn } from '../words/words.js';
import { clock } from './evidence.js';
import type { Piece } from './fit.js';
import { code, fence, prose } from './mrkdwn.js';
import type { Progress, Shown } from './shown.js';

const MOST_FAILED = 4;
const MOST_OUTCOMES = 4;
/** One command is read and run; five are a wall. */
const MOST_BY_HAND = 2;

/** Where the work stands, one line a node; the line is edited in place. */
export function progressPieces(progress: readonly Progress[], words: Words): readonly Piece[] {
  return progress.map((p) => ({
    group: 'progress',
    text: `:hourglass_flowing_sand: ${progressWords(p, words)}`,
    rank: 0,
  }));
}

function progressWords(progress: Progress, words: Words): string {
  const node = code(progress.node, 253);
  if (progress.kind === 'queued') {
    return progress.position > 0
      ? `${node}: ${words.queued}, ${words.before(progress.position)}`
      : `${node}: ${words.queued}`;
  }
  if (progress.kind === 'judging') return `${node}: ${words.judging}`;
  if (progress.of === undefined) return `${node}: ${words.collecting}`;
  return `${node}: ${words.collecting}, ${words.probes(progress.done ?? 0, progress.of)}`;
}

/** Sentences about this answer: refusals, unknown nodes, stale inventory. Said before anything that may be dropped. */
export function notePieces(notes: readonly string[]): readonly Piece[] {
  return notes.map((note) => ({ group: 'notes', text: prose(note), rank: 0 }));
}

/** The one check that decides next, and how the collection ended. */
export function nextPieces(diagnosis: Diagnosis, shown: Shown): readonly Piece[] {
  const words = wordsIn(shown.language);
  const pieces: Piece[] = [];
  const next = diagnosis.next_check;
  if (next) {
    pieces.push({
      group: 'next',
      text: [
        `*${words.whatWouldDecide}*: ${prose(next.fact)}, ${code(next.command, 600)}`,
        ...outcomes(next, words),
      ].join('\n'),
      rank: 1,
    });
  }
  if (diagnosis.node === null && shown.hasText && shown.collectable.length === 0 && !isWaiting(shown)) {
    pieces.push({ group: 'next', text: words.tellTheNode, rank: 2 });
  }
  const ended = collectionWords(diagnosis.collection, shown.language);
  if (ended) pieces.push({ group: 'collection', text: ended, rank: 2 });
  if (!isWaiting(shown)) pieces.push(...byHandPieces(shown));
  return pieces;
}

/** Why this check comes next: what each answer would make of the causes that ask it. */
export function outcomes({ outcomes: all }: NextCheck, words: Words): readonly string[] {
  return all
    .slice(0, MOST_OUTCOMES)
    .map(
      (one) =>
        `• ${words.outcome(prose(one.id), prose(one.check), words.becomes[one.holds], words.becomes[one.fails])}`,
    );
}

/**
 * `Collected by exec, 2026-11-22 03:12:05 UTC, complete.`: which step of the ladder answered, why those above it did not, and what is
 * missing. Nothing where nothing was tried.
 */
export function collectionWords(collection: CollectionReport, language: Language): string {
  const [words, ladder] = [wordsIn(language), ladderWordsIn(language)];
  const { step, tried = [], failed, age_seconds: age, window } = collection;
  if (step === 'none' && failed.length === 0) return '';
  const when = collection.at ? `, ${clock(collection.at)}` : '';
  const told = new Set<string>(tried.map((one) => one.step));
  const rest = failed.filter((one) => !told.has(one.probe));
  const reasons = rest.slice(0, MOST_FAILED).map((f) => `${prose(f.probe)} (${prose(f.reason)})`);
  const more = rest.length > MOST_FAILED ? words.andMore(rest.length - MOST_FAILED) : '';
  return [
    ladder.collectedBy[step](when, collection.complete, age ?? 0),
    ...(tried.length > 0
      ? [ladder.triedBefore(tried.map((one) => `${one.step} (${prose(one.reason)})`).join(', '))]
      : []),
    ...(window === undefined ? [] : [words.windowRead(clock(window.from), clock(window.to))]),
    ...(reasons.length > 0 ? [words.notRead(`${reasons.join(', ')}${more}`)] : []),
  ].join(' ');
}

/** For a node that nothing reached: what a person on it can run, and where its output belongs. */
function byHandPieces(shown: Shown): readonly Piece[] {
  const words = ladderWordsIn(shown.language);
  return shown.unreached.slice(0, MOST_BY_HAND).map(({ node, boundary }) => ({
    group: 'by-hand',
    text: `${words.byHand(code(node, 253))}\n${fence(commandByHand(boundary, node))}\n${words.byHandFile(code(`collect-${node}.sh`, 280))}`,
    rank: 1,
  }));
}

/** True while somebody still waits for a node. */
export function isWaiting(shown: Shown): boolean {
  return shown.progress.length > 0;
}
