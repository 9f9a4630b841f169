import type { KnownBlock } from '@slack/types';
import type { Diagnosis } from '../src/diagnosis/diagnosis.js';
import { isOpen } from '../src/oncall/case.js';
import { anatomyPieces } from './blocks/anatomy.js';
import { buttonBlocks } from './blocks/buttons.js';
import { evidencePieces } from './blocks/evidence.js';
import { fit, LIMITS, type Piece, section } from './blocks/fit.js';
import { layerPieces } from './blocks/layers.js';
import { link, notification } from './blocks/mrkdwn.js';
import { notKnownPieces } from './blocks/not-known.js';
import { hasFolded, runbookPieces, sourcePieces } from './blocks/runbook.js';
import type { Shown } from './blocks/shown.js';
import { isWaiting, nextPieces, notePieces, progressPieces } from './blocks/state.js';
import { foremost, speaking, verdictPieces, verdictWords } from './blocks/verdict.js';
import { caseButtons } from './oncall/case-buttons.js';
import { casePieces } from './oncall/case-pieces.js';
import { caseWordsIn } from './oncall/case-words.js';
import { nodeCount } from './oncall/node-count.js';
import { type Words, wordsIn } from './words/words.js';

export interface SlackAnswer {
  /** For notifications and clients without blocks. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** True when the answer holds more than the blocks show: the full report belongs beside it. */
  readonly needsFile: boolean;
}

/**
 * A diagnosis as Block Kit, always in the same order: notes and progress, verdict, chain, evidence, ruled out, what would decide,
 * runbook, sources, buttons. Pure. Within 50 blocks, 3,000 characters a section and 12,000 in all, whatever goes in.
 */
export function answerBlocks(shown: Shown): SlackAnswer {
  const words = wordsIn(shown.language);
  const main = foremost(shown.answered.diagnoses);
  const best = main ? speaking(main)[0] : undefined;
  const full = shown.phase === 'full' && !isWaiting(shown);
  const own = shown.case === null ? elsewherePieces(shown) : casePieces(shown.case, best ?? null, shown.language);
  // A case that is over says so before a verdict that its old words still allow.
  const isOver = shown.case !== null && !isOpen(shown.case);
  const pieces = [
    ...(isOver ? [...own, ...verdictPieces(shown)] : [...verdictPieces(shown), ...own]),
    ...notePieces(shown.notes),
    ...progressPieces(shown.progress, words),
    ...(main ? notKnownPieces(main, shown) : []),
    ...(main?.known ? [] : anatomyPieces(shown.anatomy, words)),
    ...(main ? evidencePieces(main, shown.language) : []),
    ...(main ? layerPieces(main.facts, words) : []),
    ...(main ? nextPieces(main, shown) : []),
    ...(best ? runbookPieces(best, full, words) : []),
    ...(best && full ? sourcePieces(best, words) : []),
  ];
  const buttons = [...caseRow(shown), ...buttonBlocks(shown)];
  const { dropped } = fit(pieces, buttons);
  const folded = full && best !== undefined && hasFolded(best);
  // While a collection runs the file would be stale at once: it comes with the full answer.
  const several = shown.answered.diagnoses.length > 1;
  const needsFile = full && (dropped > 0 || folded || several);
  const tail = needsFile ? [section(words.inTheFile), ...buttons] : buttons;
  return {
    text: notification(headline(shown, main, words)).slice(0, LIMITS.section),
    blocks: fit(pieces, tail).blocks,
    needsFile,
  };
}

function elsewherePieces({ elsewhere, language }: Shown): readonly Piece[] {
  if (elsewhere === null) return [];
  const words = caseWordsIn(language);
  const text = words.sameCause(link(elsewhere.link, words.openCase), nodeCount(elsewhere.case, words));
  return [{ group: 'case', text, rank: 0 }];
}

/** Escalate is offered under a whole answer; what a case offers, always. */
function caseRow(shown: Shown): readonly KnownBlock[] {
  const whole =
    shown.phase === 'full' &&
    !isWaiting(shown) &&
    (shown.hasText || shown.answered.diagnoses.some((d) => d.node !== null));
  if (shown.case === null && !whole) return [];
  return caseButtons(shown.case, shown.report, shown.offering, shown.language);
}

/** One line for notifications: the verdict, or what is going on while there is none. */
function headline(shown: Shown, main: Diagnosis | undefined, words: Words): string {
  if (main !== undefined && (main.known || (!isWaiting(shown) && (shown.hasText || main.node !== null))))
    return verdictWords(main, shown.language);
  const nodes = shown.progress.map((p) => p.node).join(', ');
  return nodes === '' ? (shown.notes[0] ?? verdictWords(main, shown.language)) : words.lookingAt(nodes);
}
