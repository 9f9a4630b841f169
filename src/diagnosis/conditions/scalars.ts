import { factSpec } from '../../facts/catalogue.js';
import type { Answer } from '../diagnosis.js';
import { isReading, known, type Question, type Reading, unknown } from '../reading.js';
import { scalar } from '../value.js';

type Scalar = string | number | boolean;

/** A number may be written as text by a program, and a text as a number by YAML: 1 equals "1", true never equals "true". */
const same = (a: Scalar, b: Scalar): boolean =>
  a === b || (typeof a !== 'boolean' && typeof b !== 'boolean' && String(a) === String(b));

function ask(question: Question, name: string, compare: (value: Scalar) => Answer, wanted: string): Reading {
  const fact = known(question, name);
  if (isReading(fact)) return fact;
  const value = scalar(fact.value);
  if (value === undefined) return unknown(`${name} has more than one answer`);
  const answer = compare(value);
  if (answer === 'unknown') return unknown(`${name} is ${value}, which cannot be compared (${wanted})`);
  if (factSpec(name)?.time === 'cumulative' && question.role !== 'helps')
    return unknown(`${name} is a total since some start; a total says nothing about now`);
  return { answer, value, because: `${name} is ${value} (asked: ${wanted})` };
}

const decide = (yes: boolean): Answer => (yes ? 'holds' : 'fails');

/** The fact is exactly this value. */
export function equals(question: Question, name: string, wanted: Scalar): Reading {
  return ask(question, name, (value) => decide(same(value, wanted)), `equal to ${wanted}`);
}

/** The fact is anything but this value. */
export function notEquals(question: Question, name: string, wanted: Scalar): Reading {
  return ask(question, name, (value) => decide(!same(value, wanted)), `other than ${wanted}`);
}

/** The fact is a number not below this. */
export function atLeast(question: Question, name: string, least: number): Reading {
  return ask(question, name, (value) => number(value, (one) => one >= least), `at least ${least}`);
}

/** The fact is a number not above this. */
export function atMost(question: Question, name: string, most: number): Reading {
  return ask(question, name, (value) => number(value, (one) => one <= most), `at most ${most}`);
}

function number(value: Scalar, compare: (value: number) => boolean): Answer {
  const one = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof one === 'number' ? decide(compare(one)) : 'unknown';
}

/** Two facts say the same, or (differ) do not. Unknown while either is. */
export function comparesFacts(question: Question, name: string, other: string, differ: boolean): Reading {
  const second = known(question, other);
  if (isReading(second)) return second;
  const value = scalar(second.value);
  if (value === undefined) return unknown(`${other} has more than one answer`);
  const reading = differ ? notEquals(question, name, value) : equals(question, name, value);
  return reading.answer === 'unknown'
    ? reading
    : { ...reading, because: `${name} is ${reading.value}, ${other} is ${value}` };
}
