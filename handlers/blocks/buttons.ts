import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { type Words, wordsIn } from '../words/words.js';
import { cut } from './mrkdwn.js';
import type { Collectable, Shown } from './shown.js';
import { isWaiting } from './state.js';
import { foremost } from './verdict.js';

/** Action ids; the register answers each of them. A suffix keeps them unique within one message. */
export const ACTIONS = {
  collect: 'plegmatic.collect',
  again: 'plegmatic.again',
  right: 'plegmatic.right',
  wrong: 'plegmatic.wrong',
  cancel: 'plegmatic.cancel',
  next: 'plegmatic.next',
  peel: 'plegmatic.peel',
  fleetStop: 'plegmatic.fleet.stop',
} as const;

/** What a button carries. Small (Slack allows 2,000 characters) and parsed again when it comes back. */
export interface ButtonValue {
  readonly report: string;
  readonly cluster?: string;
  readonly node?: string;
  /** Probe id: run this one again. */
  readonly probe?: string;
}

// Slack: 75 characters a button text; more than five buttons in a row are noise at 3 a.m.
const MOST_TEXT = 75;
const MOST_NODES = 5;

/** Collect from X, collect again, was this right? */
export function buttonBlocks(shown: Shown): readonly KnownBlock[] {
  const { report, collectable, phase } = shown;
  const collected = shown.answered.diagnoses.flatMap((d) =>
    d.node !== null && d.cluster !== null ? [{ cluster: d.cluster, node: d.node }] : [],
  );
  const words = wordsIn(shown.language);
  const rows: Button[][] = [];
  if (collectable.length > 0) {
    rows.push(
      collectable
        .slice(0, MOST_NODES)
        .map((c, i) => nodeButton(words.collectFrom(c.node), `${ACTIONS.collect}.${i}`, report, c)),
    );
  }
  if (shown.progress.length > 0) {
    rows.push(
      shown.progress
        .slice(0, MOST_NODES)
        .map((p, i) => nodeButton(words.stopWaitingFor(p.node), `${ACTIONS.cancel}.${i}`, report, p)),
    );
  }
  const next = phase === 'full' && !isWaiting(shown) ? nextButton(shown, words) : undefined;
  const peel = phase === 'full' && !isWaiting(shown) ? peelButton(shown, words) : undefined;
  const deeper = [next, peel].filter((one) => one !== undefined);
  if (deeper.length > 0) rows.push(deeper);
  if (phase === 'full' && !isWaiting(shown) && collected.length > 0) {
    rows.push(
      collected
        .slice(0, MOST_NODES)
        .map((c, i) => nodeButton(words.collectAgainFrom(c.node), `${ACTIONS.again}.${i}`, report, c)),
    );
  }
  if (phase === 'full' && !isWaiting(shown) && (shown.hasText || collected.length > 0)) {
    rows.push([button(words.right, ACTIONS.right, { report }), button(words.wrong, ACTIONS.wrong, { report })]);
  }
  return rows.map((elements): ActionsBlock => ({ type: 'actions', elements }));
}

/** The check that would decide next, where a probe can make it. */
function nextButton({ report, answered }: Shown, words: Words): Button | undefined {
  const main = foremost(answered.diagnoses);
  const { node, cluster, next_check: next } = main ?? {};
  if (!node || !cluster || next?.probe === undefined) return undefined;
  return button(words.runProbe(next.probe, node), ACTIONS.next, { report, cluster, node, probe: next.probe });
}

/** Trying the layers of the chain one by one: only where somebody may, and a dialog says whom it can hurt. */
function peelButton({ report, answered, peelable }: Shown, words: Words): Button | undefined {
  const { node, cluster, collection } = foremost(answered.diagnoses) ?? {};
  const reached = collection?.step === 'exec' || collection?.step === 'recorder';
  if (!peelable || !node || !cluster || !reached) return undefined;
  return button(words.peel, ACTIONS.peel, { report, cluster, node });
}

function nodeButton(text: string, action: string, report: string, target: Collectable): Button {
  return button(text, action, { report, cluster: target.cluster, node: target.node });
}

function button(text: string, action: string, value: ButtonValue): Button {
  return {
    type: 'button',
    action_id: action,
    text: { type: 'plain_text', text: cut(text, MOST_TEXT) },
    value: JSON.stringify(value),
  };
}
