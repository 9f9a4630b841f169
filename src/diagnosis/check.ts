import type { Facts } from '../facts/fact.js';
import type { Check } from '../signatures/signature.js';
import { type FailedProbe, inStep } from './conditions/in-step.js';
import { matchesPattern } from './conditions/matches.js';
import { anyRow, noneRow } from './conditions/rows.js';
import { sameRow } from './conditions/same-row.js';
import { atLeast, atMost, comparesFacts, equals, notEquals } from './conditions/scalars.js';
import { versionIn } from './conditions/version-in.js';
import type { AnsweredCheck } from './diagnosis.js';
import { momentPassed, windowMs } from './moment.js';
import { type Question, type Reading, unknown } from './reading.js';
import { type SubjectKind, subjectsOf } from './subject.js';
import { every } from './three.js';

/** What the matched symptoms lend to the checks: whom they spoke of, and when. */
export interface Spoken {
  readonly subjects: Readonly<Record<SubjectKind, readonly string[]>>;
  readonly moment?: string;
  /** Probes that failed with one of its symptoms, where the log dates them. */
  readonly failures?: readonly FailedProbe[];
}

/** An answered check with the rows that decided it; the rows bind placeholders and go no further. */
export interface AskedCheck {
  readonly answered: AnsweredCheck;
  readonly rows: Reading['rows'];
  /** The facts it asks. */
  readonly names: readonly string[];
}

/** Every condition the check carries, asked in the order of the format. Several are an AND. */
function conditions(check: Check, question: Question): Reading[] {
  const { fact: name, same_row, where, any_of, any_row, none_row } = check;
  const readings: Reading[] = [];
  if (same_row !== undefined) readings.push(sameRow(question, same_row, where ?? {}, any_of ?? []));
  if (name === undefined) return readings;
  if (check.version_in !== undefined) readings.push(versionIn(question, name, check.version_in));
  if (check.equals !== undefined) readings.push(equals(question, name, check.equals));
  if (check.not_equals !== undefined) readings.push(notEquals(question, name, check.not_equals));
  if (check.equals_fact !== undefined) readings.push(comparesFacts(question, name, check.equals_fact, false));
  if (check.differs_from_fact !== undefined)
    readings.push(comparesFacts(question, name, check.differs_from_fact, true));
  if (check.at_least !== undefined) readings.push(atLeast(question, name, check.at_least));
  if (check.at_most !== undefined) readings.push(atMost(question, name, check.at_most));
  if (check.matches !== undefined) readings.push(matchesPattern(question, name, check.matches));
  const alone = same_row === undefined && none_row === undefined;
  if (any_row !== undefined || (alone && (where !== undefined || any_of !== undefined)))
    readings.push(
      anyRow(
        question,
        name,
        [any_row, where].filter((one) => one !== undefined),
        any_of ?? [],
      ),
    );
  if (none_row !== undefined)
    readings.push(noneRow(question, name, [none_row, ...(where === undefined ? [] : [where])], check.subject));
  return readings;
}

function combine(readings: readonly Reading[]): Reading {
  const answer = every(readings.map((one) => one.answer));
  const deciding = readings.find((one) => one.answer === answer) ?? unknown('the check asks nothing');
  return readings.length === 0 ? unknown('the check asks nothing') : deciding;
}

/**
 * Puts one check to the facts.
 * @returns the answer with its value and a sentence: the author's where it holds, what was found where it fails, what
 *   is missing where it is unknown.
 */
export function askCheck(check: Check, facts: Facts, spoken: Spoken): AskedCheck {
  const subjects = check.subject && subjectsOf(check.subject, spoken.subjects[check.subject], facts);
  const withinMs = windowMs(check.within);
  const question: Question = { facts, role: check.role, subjects, moment: spoken.moment, withinMs };
  const names = namesOf(check);
  const raw =
    check.in_step === undefined
      ? combine(conditions(check, question))
      : inStep(spoken.failures ?? [], check.in_step.symptom, Number.parseInt(check.in_step.period, 10) * 1000);
  const passed = momentPassed(question, names, raw.answer);
  const reading =
    passed === undefined
      ? raw
      : unknown(
          `the moment has passed: ${passed} was read at ${facts[passed]?.at}, the symptom is of ${spoken.moment}`,
        );
  const source = names.map((name) => facts[name]).find((fact) => fact?.state === 'known');
  return {
    names,
    rows: reading.answer === 'holds' ? reading.rows : undefined,
    answered: {
      id: check.id,
      role: check.role,
      answer: reading.answer,
      fact: check.in_step === undefined ? names.join(' + ') : `times of ${check.in_step.symptom}`,
      value: reading.answer === 'unknown' ? null : reading.value,
      because: reading.answer === 'holds' ? check.because : reading.because,
      settle: check.settle,
      ...(source?.source === undefined ? {} : { source: source.source }),
      ...(source?.at === undefined ? {} : { at: source.at }),
      ...(passed === undefined ? {} : { passed: true as const }),
    },
  };
}

/** @returns the facts a check asks, the first one leading. */
export function namesOf(check: Check): readonly string[] {
  const others = [check.equals_fact, check.differs_from_fact].filter((name) => name !== undefined);
  const joined = check.same_row?.of ?? [];
  return [...joined, ...(check.fact === undefined ? [] : [check.fact]), ...others];
}
