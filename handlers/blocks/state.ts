import type { CollectionReport, Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { clock } from './evidence.js';
import type { Piece } from './fit.js';
import { code, prose } from './mrkdwn.js';
import type { Progress, Shown } from './shown.js';

const MOST_FAILED = 4;
const ASK_WITH_NODE =
  'This is what the text alone says. Tell me the node and I look: mention me here with its name, or `/diagnose NODE`.';

/** Where the work stands, one line a node; the line is edited in place. */
export function progressPieces(progress: readonly Progress[]): readonly Piece[] {
  return progress.map((p) => ({ group: 'progress', text: `:hourglass_flowing_sand: ${progressWords(p)}`, rank: 0 }));
}

function progressWords(progress: Progress): string {
  const node = code(progress.node, 253);
  if (progress.kind === 'queued') {
    return progress.position > 0 ? `${node}: queued, ${progress.position} before it` : `${node}: queued`;
  }
  if (progress.kind === 'judging') return `${node}: judging`;
  if (progress.of === undefined) return `${node}: collecting`;
  return `${node}: collecting, ${progress.done ?? 0}/${progress.of} probes`;
}

/** Sentences about this answer: refusals, unknown nodes, stale inventory. Said before anything that may be dropped. */
export function notePieces(notes: readonly string[]): readonly Piece[] {
  return notes.map((note) => ({ group: 'notes', text: prose(note), rank: 0 }));
}

/** The one check that decides next, and how the collection ended. */
export function nextPieces(diagnosis: Diagnosis, shown: Shown): readonly Piece[] {
  const pieces: Piece[] = [];
  const next = diagnosis.next_check;
  if (next) {
    pieces.push({
      group: 'next',
      text: `*What would decide*: ${prose(next.fact)}, ${code(next.command, 600)}`,
      rank: 1,
    });
  }
  if (diagnosis.node === null && shown.hasText && shown.collectable.length === 0 && !isWaiting(shown)) {
    pieces.push({ group: 'next', text: ASK_WITH_NODE, rank: 2 });
  }
  const ended = collectionWords(diagnosis.collection);
  if (ended) pieces.push({ group: 'collection', text: ended, rank: 2 });
  return pieces;
}

/** `Collected by exec, 2026-11-22 03:12:05 UTC, partial: journal (timed out)`; nothing where nothing was collected. */
export function collectionWords(collection: CollectionReport): string {
  if (collection.step === 'none') return '';
  const when = collection.at ? `, ${clock(collection.at)}` : '';
  const failed = collection.failed.slice(0, MOST_FAILED).map((f) => `${prose(f.probe)} (${prose(f.reason)})`);
  const more = collection.failed.length > MOST_FAILED ? ` and ${collection.failed.length - MOST_FAILED} more` : '';
  const gaps = failed.length > 0 ? ` Not read: ${failed.join(', ')}${more}.` : '';
  return `Collected by ${collection.step}${when}, ${collection.complete ? 'complete' : 'partial'}.${gaps}`;
}

/** True while somebody still waits for a node. */
export function isWaiting(shown: Shown): boolean {
  return shown.progress.length > 0;
}
