import type { Facts, Row } from '../facts/fact.js';
import { rowsOf } from './value.js';

export type SubjectKind = 'container' | 'pod' | 'process';

/** Who a symptom spoke of, as the words that rows may carry for it. */
export interface Subjects {
  readonly kind: SubjectKind;
  /** Container ids (12 hex or more), or container names where the log gave only a name. */
  readonly containers: ReadonlySet<string>;
  /** Pod uids, names and namespace/names. */
  readonly pods: ReadonlySet<string>;
  readonly pids: ReadonlySet<number>;
}

const text = (row: Row, column: string): string | undefined => {
  const cell = row[column];
  return typeof cell === 'string' && cell !== '' ? cell : undefined;
};

/** Ids are printed whole or by their first 12 digits; both are the same container. */
export function sameContainer(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 12 && /^[0-9a-f]+$/.test(short) && long.startsWith(short));
}

const holds = (set: ReadonlySet<string>, id: string | undefined): boolean =>
  id !== undefined && [...set].some((one) => sameContainer(one, id));

/** A pod is written as uid, as name, or as namespace/name. */
function ofPod(set: ReadonlySet<string>, row: Row): boolean {
  const pod = text(row, 'pod');
  const uid = text(row, 'uid');
  if (uid !== undefined && set.has(uid)) return true;
  if (pod !== undefined && (set.has(pod) || set.has(pod.slice(pod.indexOf('/') + 1)))) return true;
  const path = text(row, 'path');
  return path !== undefined && [...set].some((one) => one.length >= 32 && path.replaceAll('_', '-').includes(one));
}

/**
 * What the symptoms captured, widened by what the API server knows: a container's pod, a pod's containers.
 * @returns undefined when no symptom named one: then every row is asked.
 */
export function subjectsOf(kind: SubjectKind, captured: readonly string[], facts: Facts): Subjects | undefined {
  if (captured.length === 0) return undefined;
  const containers = new Set(kind === 'container' ? captured : []);
  const pods = new Set(kind === 'pod' ? captured : []);
  const pids = new Set(kind === 'process' ? captured.map(Number).filter(Number.isSafeInteger) : []);
  const fact = facts.pods;
  const rows = fact?.state === 'known' ? (rowsOf(fact.value) ?? []) : [];
  for (const row of rows) {
    const container = text(row, 'container');
    const mine =
      kind === 'pod'
        ? ofPod(pods, row)
        : holds(containers, container) || (text(row, 'name') !== undefined && containers.has(text(row, 'name') ?? ''));
    if (!mine || kind === 'process') continue;
    if (container !== undefined) containers.add(container);
    if (kind !== 'pod') continue;
    for (const name of [text(row, 'pod'), text(row, 'uid')]) if (name !== undefined) pods.add(name);
  }
  return { kind, containers, pods, pids };
}

function isOf(subjects: Subjects, row: Row): boolean {
  if (subjects.kind === 'process') return typeof row.pid === 'number' && subjects.pids.has(row.pid);
  if (holds(subjects.containers, text(row, 'container'))) return true;
  const path = text(row, 'path');
  if (path !== undefined && [...subjects.containers].some((id) => id.length >= 12 && path.includes(id))) return true;
  return subjects.kind === 'pod' && ofPod(subjects.pods, row);
}

/**
 * The subject's rows, with the cgroups above it: a limit of the pod or the slice is felt in the container.
 * @returns the rows, empty when the subject is absent.
 */
export function rowsOfSubject(subjects: Subjects, rows: readonly Row[]): readonly Row[] {
  const own = rows.filter((row) => isOf(subjects, row));
  const paths = own.map((row) => text(row, 'path')).filter((path) => path !== undefined);
  const above = (row: Row): boolean => {
    const path = text(row, 'path');
    return path !== undefined && paths.some((one) => one.startsWith(path.endsWith('/') ? path : `${path}/`));
  };
  return rows.filter((row) => own.includes(row) || above(row));
}
