import type { Fact, FactValue, Row } from '../facts/fact.js';
import type { Role } from '../signatures/signature.js';
import type { Answer } from './diagnosis.js';
import type { Subjects } from './subject.js';

/** How one condition reads against the facts, before the time rule and the truth table have their say. */
export interface Reading {
  readonly answer: Answer;
  /** What decided, in one line; null when nothing did. */
  readonly value: string | number | boolean | null;
  /** Why this answer, for people. Empty where the check's own `because` says it. */
  readonly because: string;
  /** The row that decided, by fact name: it binds placeholders of the runbook. */
  readonly rows?: Readonly<Record<string, Row>>;
}

/** What every condition may ask: the facts, the role it plays, and whose rows count. */
export interface Question {
  readonly facts: Readonly<Record<string, Fact>>;
  readonly role: Role;
  /** Present only for a check that is bound to a subject which a symptom captured. */
  readonly subjects?: Subjects;
  /** ISO time of the symptom, where known. */
  readonly moment?: string;
  /** How far from the moment a reading still speaks about it, in milliseconds. */
  readonly withinMs: number;
}

export function unknown(because: string): Reading {
  return { answer: 'unknown', value: null, because };
}

/** @returns the fact's value, or the reading that says why it is not there. */
export function known(question: Question, name: string): { value: FactValue; complete: boolean } | Reading {
  const fact = Object.hasOwn(question.facts, name) ? question.facts[name] : undefined;
  if (fact === undefined) return unknown(`${name} was not collected`);
  if (fact.state === 'unknown') return unknown(`${name}: ${fact.reason}`);
  return { value: fact.value, complete: fact.complete };
}

export function isReading(value: object): value is Reading {
  return 'answer' in value;
}
