import type { Verdict } from '../../src/diagnosis/diagnosis.js';
import { RISKS, type Risk, type Step } from '../../src/signatures/signature.js';
import type { Piece } from './fit.js';
import { code, fence, link, prose } from './mrkdwn.js';

const HEADS = {
  observe: '*Look* (changes nothing)',
  mitigate: '*Relieve* (can be undone)',
  disruptive: '*Disruptive* (hurts somebody; the commands are in the full report)',
  fix: '*Fix* (removes the cause)',
} as const satisfies Record<Risk, string>;
// Relief and fix outlive a look when room is short.
const RANKS = { observe: 2, mitigate: 1, disruptive: 2, fix: 1 } as const satisfies Record<Risk, number>;

/**
 * The steps of one verdict in the fixed order observe, mitigate, disruptive, fix. Disruptive ones are one line each.
 * @param full false while a node is being collected: then only what changes nothing, for the cause is not decided yet.
 */
export function runbookPieces(verdict: Verdict, full: boolean): readonly Piece[] {
  return RISKS.flatMap((risk) => {
    if (!full && risk !== 'observe') return [];
    const steps = verdict.runbook.filter((step) => step.risk === risk);
    if (steps.length === 0) return [];
    const group = `runbook-${risk}`;
    const told = steps.map((step) => ({
      group,
      text: risk === 'disruptive' ? folded(step) : stepText(step),
      rank: RANKS[risk],
    }));
    return [{ group, text: HEADS[risk], rank: RANKS[risk] }, ...told];
  });
}

/** True when some step is told in one line only, so that the file must carry it. */
export function hasFolded(verdict: Verdict): boolean {
  return verdict.runbook.some((step) => step.risk === 'disruptive');
}

/** Upstream issue, fix, first fixed version: each with the one claim it supports. */
export function sourcePieces(verdict: Verdict): readonly Piece[] {
  const lines = verdict.references.map((ref) => ({
    group: 'sources',
    text: `• ${ref.type}: ${link(ref.url, ref.says)}`,
    rank: ref.type === 'fix' ? 3 : 6,
  }));
  return lines.length === 0 ? [] : [{ group: 'sources', text: '*Sources*', rank: 3 }, ...lines];
}

function stepText(step: Step): string {
  const lines = [fence(step.run)];
  if (step.expect) lines.push(`expect: ${prose(step.expect)}`);
  if (step.hurts) lines.push(`hurts: ${prose(step.hurts)}`);
  if (step.undo) lines.push(`undo: ${code(step.undo, 600)}`);
  if (step.verify) lines.push(`verify: ${code(step.verify, 600)}`);
  if (step.note) lines.push(prose(step.note));
  return lines.join('\n');
}

function folded(step: Step): string {
  return `:warning: ${prose(step.id)}: hurts ${prose(step.hurts ?? 'unknown')}`;
}
