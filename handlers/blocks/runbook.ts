import type { FilledStep, Verdict } from '../../src/diagnosis/diagnosis.js';
import { RISKS, type Risk, type Step } from '../../src/signatures/signature.js';
import type { Words } from '../words/words.js';
import type { Piece } from './fit.js';
import { code, fence, link, prose } from './mrkdwn.js';

// Relief and fix outlive a look when room is short.
const RANKS = { observe: 2, mitigate: 1, disruptive: 2, fix: 1 } as const satisfies Record<Risk, number>;

/**
 * The steps of one verdict in the fixed order observe, mitigate, disruptive, fix. Disruptive ones are one line each.
 * @param full false while a node is being collected: then only what changes nothing, for the cause is not decided yet.
 */
export function runbookPieces(verdict: Verdict, full: boolean, words: Words): readonly Piece[] {
  return RISKS.flatMap((risk) => {
    if (!full && risk !== 'observe') return [];
    const steps = verdict.runbook.filter((step) => step.risk === risk);
    if (steps.length === 0) return [];
    const group = `runbook-${risk}`;
    const told = steps.map((step) => ({
      group,
      text: risk === 'disruptive' ? folded(step, words) : stepText(step, words),
      rank: RANKS[risk],
    }));
    return [{ group, text: words.runbook[risk], rank: RANKS[risk] }, ...told];
  });
}

/** True when some step is told in one line only, so that the file must carry it. */
export function hasFolded(verdict: Verdict): boolean {
  return verdict.runbook.some((step) => step.risk === 'disruptive');
}

/** Upstream issue, fix, first fixed version: each with the one claim it supports. */
export function sourcePieces(verdict: Verdict, words: Words): readonly Piece[] {
  const lines = verdict.references.map((ref) => ({
    group: 'sources',
    text: `• ${words.reference[ref.type]}: ${link(ref.url, ref.says)}`,
    rank: ref.type === 'fix' ? 3 : 6,
  }));
  return lines.length === 0 ? [] : [{ group: 'sources', text: `*${words.sources}*`, rank: 3 }, ...lines];
}

function stepText(step: FilledStep, words: Words): string {
  const lines = [fence(step.run), ...(step.here ?? []).map((sentence) => prose(sentence))];
  if (step.expect) lines.push(`${words.step.expect}: ${prose(step.expect)}`);
  if (step.hurts) lines.push(`${words.step.hurts}: ${prose(step.hurts)}`);
  if (step.undo) lines.push(`${words.step.undo}: ${code(step.undo, 600)}`);
  if (step.verify) lines.push(`${words.step.verify}: ${code(step.verify, 600)}`);
  if (step.note) lines.push(prose(step.note));
  return lines.join('\n');
}

function folded(step: Step, words: Words): string {
  return `:warning: ${prose(step.id)}: ${words.hurtsWhom(prose(step.hurts ?? words.hurtsUnknown))}`;
}
