import { matches } from '../pattern.js';
import { isReading, known, type Question, type Reading, unknown } from '../reading.js';
import { linesOf } from '../value.js';

/** How much of a line is shown as the value. */
const SHOWN = 300;

/**
 * A text fact matches, or any line of a log does. A log forgets and is asked only for a window, so the absence of a
 * line never fails a must; for the other roles, which it cannot decide, a complete log may say "no such line".
 */
export function matchesPattern(question: Question, name: string, pattern: string): Reading {
  const fact = known(question, name);
  if (isReading(fact)) return fact;
  if (typeof fact.value !== 'object') {
    const value = fact.value;
    const yes = matches(pattern, String(value));
    return { answer: yes ? 'holds' : 'fails', value, because: `${name} is ${value}` };
  }
  const lines = linesOf(fact.value);
  if (lines === undefined) return unknown(`${name} has no text to match`);
  const hit = lines.find((line) => matches(pattern, line));
  if (hit !== undefined) return { answer: 'holds', value: hit.slice(0, SHOWN), because: `${name} says so` };
  if (question.role === 'must' || !fact.complete)
    return unknown(`no such line in ${name}; a log that is silent decides nothing`);
  return { answer: 'fails', value: `no such line in ${lines.length}`, because: `no such line in ${name}` };
}
