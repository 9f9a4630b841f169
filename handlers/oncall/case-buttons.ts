import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { type Case, isOpen } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';
import { caseWordsIn } from './case-words.js';

/** Action ids of a case's buttons. */
export const CASE_ACTIONS = {
  escalate: 'plegmatic.case.escalate',
  acknowledge: 'plegmatic.case.ack',
  resolve: 'plegmatic.case.resolve',
  handOver: 'plegmatic.case.hand-over',
  mute: 'plegmatic.case.mute',
  unmute: 'plegmatic.case.unmute',
  recheck: 'plegmatic.case.recheck',
  reopen: 'plegmatic.case.reopen',
} as const;
export type CaseAction = keyof typeof CASE_ACTIONS;

/** What of the escalation a message must know to offer buttons. */
export interface Offering {
  /** False: nobody to tell, so nothing to escalate to. */
  readonly canEscalate: boolean;
  readonly muteMinutes: number;
}

/** The buttons that do something now, most wanted first. @param report its id, for a case that is not there yet */
export function caseButtons(
  shown: Case | null,
  report: string,
  { canEscalate, muteMinutes }: Offering,
  language: Language,
): readonly KnownBlock[] {
  const words = caseWordsIn(language);
  const actions = actionsFor(shown).filter((action) => action !== 'escalate' || canEscalate);
  const hours = muteMinutes % 60 === 0 ? `${muteMinutes / 60}h` : `${muteMinutes}m`;
  const elements = actions.map(
    (action): Button => ({
      type: 'button',
      action_id: CASE_ACTIONS[action],
      text: { type: 'plain_text', text: words.button[action](hours) },
      value: JSON.stringify({ report }),
      ...(action === 'acknowledge' ? { style: 'primary' as const } : {}),
    }),
  );
  return elements.length === 0 ? [] : [{ type: 'actions', elements } satisfies ActionsBlock];
}

function actionsFor(shown: Case | null): readonly CaseAction[] {
  if (shown === null) return ['escalate'];
  const quiet: CaseAction = shown.mute === null ? 'mute' : 'unmute';
  const { phase, places, recheck } = shown;
  const again: readonly CaseAction[] =
    places.some(({ looked }) => looked !== undefined) && recheck === null ? ['recheck'] : [];
  if (!isOpen(shown)) return phase.kind === 'resolved' && phase.how === 'joined' ? [] : ['reopen', ...again];
  if (phase.kind === 'acknowledged') return ['resolve', ...again, 'handOver', 'escalate', quiet];
  const told = phase.kind === 'escalating';
  return ['acknowledge', 'resolve', 'handOver', ...(told ? [] : (['escalate'] as const)), quiet];
}
