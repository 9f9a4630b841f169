import { type Column, factSpec } from '../../facts/catalogue.js';
import type { Row } from '../../facts/fact.js';
import type { RowTest } from '../../signatures/signature.js';
import { testCell } from '../cell.js';
import { describeRow } from '../describe-row.js';
import type { Answer } from '../diagnosis.js';
import { isReading, known, type Question, type Reading, unknown } from '../reading.js';
import { rowsOfSubject, type SubjectKind } from '../subject.js';
import { every, some } from '../three.js';
import { rowsOf } from '../value.js';

/** @returns how a column ages and what its null means. */
export function columnOf(name: string, column: string): Column | undefined {
  const spec = factSpec(name);
  return spec?.kind === 'rows' && Object.hasOwn(spec.columns, column) ? spec.columns[column] : undefined;
}

/** Every cell test of the row holds: three-valued AND. */
export function testRow(name: string, row: Row, wanted: RowTest, question: Question): Answer {
  return every(
    Object.entries(wanted).map(([column, cell]) => testCell(row[column], cell, columnOf(name, column), question.role)),
  );
}

/**
 * Some row passes every condition of `all`, and one of `any` where there are any. Holds if one row holds; unknown if
 * any row is unknown, rows may be missing, or the subject is not among them; else fails.
 */
export function anyRow(question: Question, name: string, all: readonly RowTest[], any: readonly RowTest[]): Reading {
  const fact = known(question, name);
  if (isReading(fact)) return fact;
  const rows = rowsOf(fact.value);
  if (rows === undefined) return unknown(`${name} has no rows`);
  const mine = question.subjects === undefined ? rows : rowsOfSubject(question.subjects, rows);
  if (question.subjects !== undefined && mine.length === 0)
    return unknown(`the ${question.subjects.kind} of the symptom is not among the ${rows.length} rows of ${name}`);
  const columns = [...new Set([...all, ...any].flatMap((one) => Object.keys(one)))];
  let open: Row | undefined;
  for (const row of mine) {
    const answer = every([
      ...all.map((wanted) => testRow(name, row, wanted, question)),
      any.length === 0 ? 'holds' : some(any.map((wanted) => testRow(name, row, wanted, question))),
    ]);
    if (answer === 'holds')
      return { answer, value: describeRow(row, columns, question.facts), because: '', rows: { [name]: row } };
    if (answer === 'unknown') open ??= row;
  }
  if (open !== undefined) return unknown(`not settled by ${describeRow(open, columns, question.facts)}`);
  if (!fact.complete) return unknown(`${name} is not complete, and none of its ${mine.length} rows is it`);
  return { answer: 'fails', value: none(mine.length), because: `${none(mine.length)} in ${name}` };
}

const none = (count: number): string => (count === 0 ? 'no rows' : `none of ${count} row${count === 1 ? '' : 's'}`);

/**
 * The negation of anyRow: the row that speaks against it is shown.
 * @param of whom the check wants to ask about, where no symptom named one: then a row may be somebody else's, and decides nothing.
 */
export function noneRow(question: Question, name: string, wanted: readonly RowTest[], of?: SubjectKind): Reading {
  const anybodys = anyRow({ ...question, subjects: undefined }, name, wanted, []);
  if (anybodys.answer === 'fails') return { ...anybodys, answer: 'holds' };
  const reading = question.subjects === undefined ? anybodys : anyRow(question, name, wanted, []);
  if (reading.answer === 'unknown') return reading;
  if (reading.answer === 'fails') return { ...reading, answer: 'holds' };
  if (of !== undefined && question.subjects === undefined)
    return unknown(`no line says which ${of} it is, and there is one: ${reading.value}`);
  return { ...reading, answer: 'fails', because: `there is one: ${reading.value}` };
}
