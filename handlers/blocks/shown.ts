import type { Answered } from '../../src/diagnosis/diagnosis.js';

/** Where a collection stands, for the line that is edited in place. */
export type Progress =
  | { readonly kind: 'queued'; readonly node: string; readonly position: number }
  | { readonly kind: 'collecting'; readonly node: string; readonly done?: number; readonly of?: number }
  | { readonly kind: 'judging'; readonly node: string };

/** A node that a button may collect from. */
export interface Collectable {
  readonly cluster: string;
  readonly node: string;
}

/** What the text alone says where no signature knows it: who speaks, and what to look at next. */
export interface Unrecognised {
  readonly lines: readonly string[];
  readonly next: readonly string[];
}

/** Everything one answer shows. Pure data; the same input gives the same blocks. */
export interface Shown {
  /** Id of the report; buttons carry it. */
  readonly report: string;
  readonly answered: Answered;
  /** first: the text alone, nothing collected. full: after collecting, or when there is nothing to collect. */
  readonly phase: 'first' | 'full';
  readonly progress: readonly Progress[];
  /** Sentences about this answer: a refusal, an unknown node, a stale inventory, how a collection ended. */
  readonly notes: readonly string[];
  readonly collectable: readonly Collectable[];
  readonly unrecognised?: Unrecognised;
}
