import type { Answer, Labelled } from './labelled.js';

/**
 * top1/top3: the labelled mode (or another that an expert accepts) stands first / among the first three of the live verdicts.
 * listed: for a text whose words alone do not decide, the mode is among the possible ones. overclaim: a confirmed verdict that is not the mode.
 */
export interface Marked {
  readonly labelled: Labelled;
  readonly top1: boolean;
  readonly top3: boolean;
  readonly listed: boolean;
  readonly overclaim: boolean;
  readonly said: readonly string[];
}

export function mark(labelled: Labelled, answer: Answer): Marked {
  const live = answer.diagnoses.flatMap((d) => d.verdicts).filter((v) => v.verdict !== 'ruled-out');
  const accepted = new Set([labelled.failure_mode, ...(labelled.also_ok ?? [])]);
  const isRight = (verdict: { id: string; aliases: readonly string[] }): boolean =>
    accepted.has(verdict.id) || verdict.aliases.some((alias) => accepted.has(alias));
  const confirmed = live.filter((v) => v.verdict === 'confirmed');
  return {
    labelled,
    top1: live[0] !== undefined && isRight(live[0]),
    top3: live.slice(0, 3).some(isRight),
    listed: live.some(isRight),
    overclaim: labelled.determinable_from_text ? confirmed.some((v) => !isRight(v)) : confirmed.length > 0,
    said: live.map((v) => (v.verdict === 'confirmed' ? `${v.id}!` : v.id)),
  };
}

export interface Score {
  readonly determinable: number;
  readonly top1: number;
  readonly top3: number;
  readonly undecidable: number;
  readonly listed: number;
  readonly negatives: number;
  readonly falsePositives: number;
  readonly overclaims: number;
}

export function score(marks: readonly Marked[]): Score {
  const positive = marks.filter((m) => m.labelled.failure_mode !== null);
  const negative = marks.filter((m) => m.labelled.failure_mode === null);
  const determinable = positive.filter((m) => m.labelled.determinable_from_text);
  const undecidable = positive.filter((m) => !m.labelled.determinable_from_text);
  return {
    determinable: determinable.length,
    top1: determinable.filter((m) => m.top1).length,
    top3: determinable.filter((m) => m.top3).length,
    undecidable: undecidable.length,
    listed: undecidable.filter((m) => m.listed).length,
    negatives: negative.length,
    falsePositives: negative.filter((m) => m.said.length > 0).length,
    overclaims: positive.filter((m) => m.overclaim).length,
  };
}

/** A miss is whatever the project promises not to do; each is printed. */
export const isMiss = (m: Marked): boolean =>
  m.overclaim ||
  (m.labelled.failure_mode === null ? m.said.length > 0 : m.labelled.determinable_from_text ? !m.top1 : !m.listed);
