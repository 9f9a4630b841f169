import type { Facts, Row } from '../facts/fact.js';
import { sameContainer } from './subject.js';
import { rowsOf } from './value.js';

const text = (row: Row, column: string): string | undefined => {
  const cell = row[column];
  return typeof cell === 'string' && cell !== '' ? cell : undefined;
};

/** @returns the API server's row of the same container, which knows its names. */
function podRow(facts: Facts, container: string | undefined): Row | undefined {
  const fact = facts.pods;
  if (container === undefined || fact?.state !== 'known') return undefined;
  return rowsOf(fact.value)?.find((row) => {
    const id = text(row, 'container');
    return id !== undefined && sameContainer(id, container);
  });
}

/** @returns whose row it is, in the words people use: the pod and container, else the process, unit, mount or limit. */
function owner(row: Row, facts: Facts): string | undefined {
  const container = text(row, 'container');
  const named = podRow(facts, container);
  const pod = (named && text(named, 'pod')) ?? text(row, 'pod');
  const name = (named && text(named, 'name')) ?? container?.slice(0, 12);
  if (pod !== undefined || name !== undefined) {
    return [pod === undefined ? '' : `pod ${pod}`, name === undefined ? '' : `container ${name}`]
      .filter((part) => part !== '')
      .join(' ');
  }
  if (typeof row.pid === 'number') return `pid ${row.pid}`;
  if (typeof row.opid === 'number') return `pid ${row.opid}`;
  return text(row, 'unit') ?? text(row, 'mount') ?? text(row, 'name') ?? text(row, 'type') ?? text(row, 'path');
}

/** "current 19 of 20" says more at 3 a.m. than two columns. */
const SHARES = [
  ['current', 'max'],
  ['usage_bytes', 'limit_bytes'],
  ['tasks_current', 'tasks_max'],
  ['used', 'max'],
] as const;

/** Who signalled whom, as a sentence: the killer is what the reader looks for. */
function describeKill(row: Row): string {
  const killer = text(row, 'exe') ?? text(row, 'comm') ?? 'somebody';
  const target = [row.opid, text(row, 'ocomm') === undefined ? null : `(${row.ocomm})`].filter((one) => one != null);
  const command = text(row, 'proctitle') === undefined ? '' : `: ${text(row, 'proctitle')}`;
  return `${killer} sent signal ${row.signal ?? '?'} to pid ${target.join(' ')}${command}`;
}

/** @returns one line that lets a person find this row again: whose it is, its level, and the columns that were asked. */
export function describeRow(row: Row, columns: readonly string[], facts: Facts): string {
  if ('opid' in row && 'signal' in row) return describeKill(row);
  const parts: string[] = [];
  const share = SHARES.find(([used, limit]) => typeof row[used] === 'number' && limit in row);
  if (share !== undefined) parts.push(`${share[0]} ${row[share[0]]} of ${row[share[1]] ?? 'no limit'}`);
  for (const column of columns) {
    const cell = row[column];
    if (
      cell === undefined ||
      cell === null ||
      cell === '' ||
      (share as readonly string[] | undefined)?.includes(column)
    )
      continue;
    parts.push(`${column} ${String(cell).slice(0, 160)}`);
  }
  const whose = owner(row, facts);
  return [whose, parts.join(', ')].filter((part) => part !== undefined && part !== '').join(': ');
}
