import type { FactValue, Row } from '../facts/fact.js';

/** @returns the value where it is a single one, so that scalar conditions can compare it. */
export function scalar(value: FactValue): string | number | boolean | undefined {
  return typeof value === 'object' ? undefined : value;
}

/** @returns the rows of a rows fact; undefined where the fact is something else. An empty list is no rows. */
export function rowsOf(value: FactValue): readonly Row[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.every((one) => typeof one === 'object') ? (value as readonly Row[]) : undefined;
}

/** @returns the lines of a lines fact (or a text fact as one line); undefined for rows. */
export function linesOf(value: FactValue): readonly string[] | undefined {
  if (typeof value === 'string') return value.split('\n');
  if (!Array.isArray(value)) return undefined;
  return value.every((one) => typeof one === 'string') ? (value as readonly string[]) : undefined;
}
