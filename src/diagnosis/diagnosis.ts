import type { ChainReading, Link } from '../chain/links.js';
import type { Engine } from '../chain/road.js';
import type { CollectionReport } from '../facts/collection.js';
import type { Facts } from '../facts/fact.js';
import type { Span } from '../match/excerpt.js';
import type { Mention } from '../report/mention.js';
import type { Place } from '../report/report.js';
import type { Reference, Role, Severity, Status, Step, Weight } from '../signatures/signature.js';

export type Answer = 'holds' | 'fails' | 'unknown';
export type VerdictKind = 'confirmed' | 'possible' | 'ruled-out';

export interface SeenSymptom {
  readonly id: string;
  readonly weight: Weight;
  readonly place: Place;
  /** 1-based line in the place's text; 0 where the place has no lines of its own. */
  readonly line: number;
  /** The matched line, at most 400 characters of it around what matched. */
  readonly text: string;
  /** Where in `text` it matched. */
  readonly span: Span;
  readonly captures: Readonly<Record<string, string>>;
  /** Lines that match this symptom, this one included. */
  readonly count: number;
  /** ISO time of the newest dated match. */
  readonly at?: string;
  /** True when seeing it speaks against this cause. */
  readonly refutes?: boolean;
  /** Its lines only name the words (in a command, in source code, ...): they prove nothing then, whatever their weight. */
  readonly mention?: Mention;
}

export interface AnsweredCheck {
  readonly id: string;
  readonly role: Role;
  readonly answer: Answer;
  readonly fact: string;
  /** What decided, in one line: the version, the row. Null when unknown. */
  readonly value: string | number | boolean | null;
  /** A sentence: why this answer (for unknown: what is missing). */
  readonly because: string;
  /** The command that would settle it by hand. */
  readonly settle: string;
  /** Where and when the fact was read. */
  readonly source?: string;
  readonly at?: string;
  /** Unknown because the fact was read too long after the symptom: reading it again would not help. */
  readonly passed?: true;
}

/** Why a cause that only dated lines tell of has passed: ruled out as what is wrong now. */
export interface Over {
  /** When the last line was written, ISO 8601 UTC. */
  readonly last: string;
  /** Lines that told of it. */
  readonly lines: number;
  /** A sentence: what has been seen of the node since. */
  readonly because: string;
}

/** A step of the runbook, filled in for one node. */
export interface FilledStep extends Step {
  /** How its words read on the node's distribution (K3s, RKE2, MicroK8s, k0s), a sentence each. */
  readonly here?: readonly string[];
}

export interface Verdict {
  readonly id: string;
  /** Other names of this failure, and the broader failures it is a known case of. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly status: Status;
  readonly verdict: VerdictKind;
  readonly severity: Severity;
  readonly summary: string;
  readonly breaks_at: Link;
  readonly felt_at: Link;
  readonly mechanism: string;
  readonly symptoms: readonly SeenSymptom[];
  readonly checks: readonly AnsweredCheck[];
  /** Ids of the checks or refuting symptoms that ruled it out. */
  readonly ruled_out_by: readonly string[];
  /** It was, and is over: `verdict` is then ruled-out, without a check that ruled it out. */
  readonly over?: Over;
  readonly not_this: readonly { readonly id: string; readonly tell: string }[];
  /**
   * No word of its own was seen: it stays possible because what was seen is `of`'s, and those words do not tell the two apart. `tell` is the
   * observation that would. Such verdicts come after all that were seen.
   */
  readonly look_alike?: { readonly of: string; readonly tell?: string };
  readonly runbook: readonly FilledStep[];
  readonly references: readonly Reference[];
}

export interface NextCheck {
  readonly fact: string;
  /** A command for people; a probe id when the bot can run it by itself. */
  readonly command: string;
  readonly probe?: string;
  /** Which candidates ask it. */
  readonly separates: readonly string[];
  /** What each answer would make of each candidate: why this check comes next. */
  readonly outcomes: readonly NextOutcome[];
}

export interface NextOutcome {
  /** The candidate. */
  readonly id: string;
  /** Its check that is open. */
  readonly check: string;
  readonly holds: VerdictKind;
  readonly fails: VerdictKind;
}

export type { CollectionReport, CollectionStep } from '../facts/collection.js';

export interface Diagnosis {
  readonly node: string | null;
  readonly cluster: string | null;
  /** False: no confirmed or possible verdict. */
  readonly known: boolean;
  readonly verdicts: readonly Verdict[];
  readonly exposed: readonly { readonly id: string; readonly title: string; readonly because: string }[];
  readonly next_check: NextCheck | null;
  readonly collection: CollectionReport;
  readonly facts: Facts;
}

/** The answer to one report: the `--json` object is this, with facts printed plainly (see explain's JSON writer). */
export interface Answered {
  readonly schema: 'plegmatic.report/1';
  readonly id: string;
  /** null when nothing of the runtime chain speaks in the text. */
  readonly chain: ChainReading | null;
  /** Who runs the containers by the words of the text; not printed as JSON. */
  readonly engine: Engine | null;
  readonly nodes: readonly string[];
  readonly diagnoses: readonly Diagnosis[];
}
