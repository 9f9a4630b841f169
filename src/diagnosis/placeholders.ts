import { factSpec } from '../facts/catalogue.js';
import type { Facts, Row } from '../facts/fact.js';
import type { AskedCheck, Spoken } from './check.js';
import { sameContainer } from './subject.js';
import { rowsOf } from './value.js';

/**
 * Words of a command are closed types only: names and labels belong to whoever runs the workload. What is not exactly
 * of its type stays a `<name>` that a person fills in.
 */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const TYPES = {
  node: NAME,
  pod: NAME,
  namespace: LABEL,
  container: /^([0-9a-f]{64}|[0-9a-f]{12})$/,
  pid: /^[1-9][0-9]{0,9}$/,
  cgroup_path: /^(\/[A-Za-z0-9_.:-]+)+$/,
} as const;

/** What a version of the fact catalogue may be made of; a distribution's suffix is part of it. */
const VERSION = /^[0-9][0-9A-Za-z.+~-]{0,63}$/;

export type Placeholder = keyof typeof TYPES;
/** By placeholder, or by the name of a version fact. */
export type Bindings = Readonly<Record<string, string>>;

/** `..` would climb out of the cgroup tree. */
function isOfType(name: Placeholder, value: string): boolean {
  return TYPES[name].test(value) && !(name === 'cgroup_path' && value.split('/').includes('..'));
}

const cell = (row: Row | undefined, column: string): string | undefined => {
  const value = row?.[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** The API server's row of the container or pod in question. */
function podRow(facts: Facts, container: string | undefined, pod: string | undefined): Row | undefined {
  const fact = facts.pods;
  if (fact?.state !== 'known') return undefined;
  return rowsOf(fact.value)?.find((row) => {
    const id = cell(row, 'container');
    if (container !== undefined) return id !== undefined && sameContainer(id, container);
    return pod !== undefined && [cell(row, 'uid'), cell(row, 'pod')].includes(pod);
  });
}

/** @returns what the commands of one verdict may be filled with: rows that decided first, then what symptoms named. */
export function bindings(node: string | null, facts: Facts, spoken: Spoken, asked: readonly AskedCheck[]): Bindings {
  const rows = asked
    .filter(({ answered }) => answered.role !== 'refutes')
    .flatMap(({ rows }) => (rows === undefined ? [] : Object.values(rows)));
  const first = (column: string): string | undefined =>
    rows.map((row) => cell(row, column)).find((value) => value !== undefined);
  const one = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined);
  const container = first('container') ?? one(spoken.subjects.container);
  const podName = first('pod') ?? one(spoken.subjects.pod);
  const row = podRow(facts, container, podName);
  const [pod, namespace] = (cell(row, 'pod') ?? podName ?? '').split('/').reverse();
  const values: Record<Placeholder, string | undefined> = {
    node: node ?? undefined,
    container: container ?? cell(row, 'container'),
    pod,
    namespace,
    pid: first('pid') ?? one(spoken.subjects.process),
    cgroup_path: rows.map((held) => cell(held, 'path')).find((path) => path !== undefined && !path.endsWith('.json')),
  };
  const typed = Object.entries(values).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isOfType(entry[0] as Placeholder, entry[1]),
  );
  return Object.fromEntries([...typed, ...versions(facts)]);
}

/** Every version the node told, by the name of its fact: `runc.version`, `kernel.version`. */
function versions(facts: Facts): readonly [string, string][] {
  return Object.entries(facts).flatMap(([name, fact]): [string, string][] => {
    if (fact?.state !== 'known' || typeof fact.value !== 'string' || factSpec(name)?.kind !== 'version') return [];
    return VERSION.test(fact.value) ? [[name, fact.value]] : [];
  });
}

const SLOT = /\{\{\s*([a-z_.]+)\s*\}\}/g;

/** A value of these types needs no quotes, and gets them anyway: the rule does not depend on the types staying strict. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

/** @returns the command with every placeholder filled from its binding, shell-quoted, or printed as `<name>`. */
export function fill(command: string, values: Bindings): string {
  return command.replace(SLOT, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? `<${name}>` : quoted(value);
  });
}
