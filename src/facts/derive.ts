import type { Cell, Fact, Facts, Row } from './fact.js';

type Derive = (row: Row) => Cell | undefined;

const minus =
  (most: string, used: string): Derive =>
  (row) => {
    const [limit, use] = [row[most], row[used]];
    if (limit === null) return null;
    return typeof limit === 'number' && typeof use === 'number' ? limit - use : undefined;
  };

/** Columns computed from others, so that checks compare with constants only. One that is given is left as it is. */
const DERIVED: Readonly<Record<string, Readonly<Record<string, Derive>>>> = {
  'cgroup.pids': { headroom: minus('max', 'current') },
  'cgroup.memory': { headroom_bytes: minus('limit_bytes', 'usage_bytes') },
  pipes: {
    full: ({ capacity_bytes, queued_bytes }) =>
      typeof capacity_bytes === 'number' && typeof queued_bytes === 'number'
        ? queued_bytes >= capacity_bytes
        : undefined,
  },
  limits: {
    used_percent: ({ used, max }) =>
      typeof used === 'number' && typeof max === 'number' && max > 0 ? Math.floor((used / max) * 1000) / 10 : undefined,
  },
};

/** Growth is true or null: "did not grow in a second" is not "does not grow". */
const GROWTH: Readonly<Record<string, readonly string[]>> = {
  'cgroup.pids': ['refused_grew'],
  'cgroup.memory': ['oom_kills_grew'],
};

/** Rows of the fact `name` in, the same rows with their derived columns out. */
export function deriveRows(name: string, rows: readonly Row[]): readonly Row[] {
  const derived = Object.entries(DERIVED[name] ?? {});
  const growth = GROWTH[name] ?? [];
  if (derived.length === 0 && growth.length === 0) return rows;
  return rows.map((row) => {
    const added: Record<string, Cell> = { ...row };
    for (const [column, derive] of derived) {
      const value = column in row ? undefined : derive(row);
      if (value !== undefined) added[column] = value;
    }
    for (const column of growth) if (added[column] === false) added[column] = null;
    return added;
  });
}

/** True for a value made of rows: a list whose entries are objects. An empty list is both rows and lines. */
export function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
}

/** Derived columns for all rows facts. */
export function deriveFacts(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, deriveFact(name, fact)]));
}

export function deriveFact(name: string, fact: Fact): Fact {
  return fact.state === 'known' && isRows(fact.value) ? { ...fact, value: deriveRows(name, fact.value) } : fact;
}
