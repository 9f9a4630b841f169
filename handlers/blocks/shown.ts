import type { Anatomy } from '../../src/chain/anatomy.js';
import type { Answered } from '../../src/diagnosis/diagnosis.js';
import type { Case } from '../../src/oncall/case.js';
import type { Language } from '../../src/report/language.js';
import type { Offering } from '../oncall/case-buttons.js';
import type { Elsewhere } from '../oncall/case-of.js';

/** Where a collection stands, for the line that is edited in place. */
export type Progress =
  | { readonly kind: 'queued'; readonly cluster: string; readonly node: string; readonly position: number }
  | {
      readonly kind: 'collecting';
      readonly cluster: string;
      readonly node: string;
      readonly done?: number;
      readonly of?: number;
    }
  | { readonly kind: 'judging'; readonly cluster: string; readonly node: string };

/** A node that a button may collect from. */
export interface Collectable {
  readonly cluster: string;
  readonly node: string;
}

/** A node of which nothing but the API server, or nobody, had anything to say: a person may look, with this boundary. */
export interface Unreached {
  readonly node: string;
  readonly boundary: string;
}

/** Everything one answer shows. Pure data; the same input gives the same blocks. */
export interface Shown {
  /** Of the headings and fixed sentences; `answered` and `notes` are in it already, as far as they are translated. */
  readonly language: Language;
  /** Id of the report; buttons carry it. */
  readonly report: string;
  readonly answered: Answered;
  /** first: the text alone, nothing collected. full: after collecting, or when there is nothing to collect. */
  readonly phase: 'first' | 'full';
  readonly progress: readonly Progress[];
  /** Sentences about this answer: a refusal, an unknown node, a stale inventory, how a collection ended. */
  readonly notes: readonly string[];
  readonly collectable: readonly Collectable[];
  readonly unreached: readonly Unreached[];
  /** The error taken apart, for a text that no signature knows. */
  readonly anatomy: Anatomy | null;
  /** False: only a node was asked for, there is no text to judge. */
  readonly hasText: boolean;
  /** Somebody has been given the right to have layers peeled; the dialog asks whether whoever clicks has it. */
  readonly peelable: boolean;
  /** The case whose face this answer is. */
  readonly case: Case | null;
  /** The open case of the same cause in another thread. */
  readonly elsewhere: Elsewhere | null;
  readonly offering: Offering;
}
