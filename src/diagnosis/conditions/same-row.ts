import type { Row } from '../../facts/fact.js';
import type { RowTest } from '../../signatures/signature.js';
import { describeRow } from '../describe-row.js';
import type { Answer } from '../diagnosis.js';
import { isReading, known, type Question, type Reading, unknown } from '../reading.js';
import { rowsOfSubject } from '../subject.js';
import { every, some } from '../three.js';
import { rowsOf } from '../value.js';
import { testRow } from './rows.js';

interface Side {
  readonly name: string;
  readonly rows: readonly Row[];
  /** False: rows may be missing, so a row without a partner is unknown rather than no. */
  readonly complete: boolean;
  readonly reason?: string;
}

function side(question: Question, name: string): Side {
  const fact = known(question, name);
  if (isReading(fact)) return { name, rows: [], complete: false, reason: fact.because };
  const rows = rowsOf(fact.value);
  if (rows === undefined) return { name, rows: [], complete: false, reason: `${name} has no rows` };
  const mine = question.subjects === undefined ? rows : rowsOfSubject(question.subjects, rows);
  if (question.subjects !== undefined && mine.length === 0)
    return {
      name,
      rows: [],
      complete: false,
      reason: `the ${question.subjects.kind} of the symptom is not in ${name}`,
    };
  return { name, rows: mine, complete: fact.complete };
}

/** The part of `FACT.COLUMN` conditions that one fact answers; a fact's own name has dots, so it is matched whole. */
function part(name: string, wanted: RowTest): RowTest {
  const prefix = `${name}.`;
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, cell]) => [key.slice(prefix.length), cell]),
  );
}

/**
 * Two rows facts joined on an equal column; one joined row must pass `where` and one of `any_of`.
 * A row that fails by itself needs no partner; a row whose partner may be missing is unknown.
 */
export function sameRow(
  question: Question,
  join: { readonly of: readonly string[]; readonly on: string },
  where: RowTest,
  anyOf: readonly RowTest[],
): Reading {
  const [first = '', second = ''] = join.of;
  const left = side(question, first);
  const right = side(question, second);
  const joined = (a: Row | undefined, b: Row | undefined): Answer => {
    const one = (wanted: RowTest): Answer =>
      every([
        a === undefined ? open(part(first, wanted)) : testRow(first, a, part(first, wanted), question),
        b === undefined ? open(part(second, wanted)) : testRow(second, b, part(second, wanted), question),
      ]);
    return every([one(where), anyOf.length === 0 ? 'holds' : some(anyOf.map(one))]);
  };
  const partners = (row: Row, side: Side): readonly (Row | undefined)[] => {
    const key = row[join.on];
    if (key === undefined || key === null) return [undefined];
    const found = side.rows.filter((other) => other[join.on] === key);
    return found.length === 0 && !side.complete ? [undefined] : found;
  };
  const answers: Answer[] = [];
  for (const a of left.rows)
    for (const b of partners(a, right)) {
      const answer = joined(a, b);
      if (answer === 'holds' && b !== undefined) return held(question, join.of, [a, b], where, anyOf);
      answers.push(answer === 'holds' ? 'unknown' : answer);
    }
  if (!left.complete) for (const b of right.rows) answers.push(every([joined(undefined, b), 'unknown']));
  // With one side complete and every row of it refuted, whatever the other side may still hold cannot pass.
  if ((left.complete || right.complete) && some(answers) === 'fails')
    return { answer: 'fails', value: 'no such row', because: `no row of ${first} and ${second} together is it` };
  return unknown(left.reason ?? right.reason ?? `${first} and ${second} do not settle it`);
}

const open = (wanted: RowTest): Answer => (Object.keys(wanted).length === 0 ? 'holds' : 'unknown');

function held(
  question: Question,
  names: readonly string[],
  rows: readonly [Row, Row],
  where: RowTest,
  anyOf: readonly RowTest[],
): Reading {
  const [first = '', second = ''] = names;
  const columns = (name: string): string[] => [
    ...new Set([where, ...anyOf].flatMap((wanted) => Object.keys(part(name, wanted)))),
  ];
  const value = describeRow({ ...rows[1], ...rows[0] }, [...columns(first), ...columns(second)], question.facts);
  return { answer: 'holds', value, because: '', rows: { [first]: rows[0], [second]: rows[1] } };
}
