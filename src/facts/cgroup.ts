import { type Cell, type Facts, known, type Row, unknown } from './fact.js';
import { count, type Looked, linesOf, said } from './probe.js';

/** A limit of cgroup v1 memory that means none: the largest page-aligned number, and anything near it. */
const NO_LIMIT = 2 ** 62;

/** Pod uid and container id in a cgroup path, of either driver; null where the path has none. */
export function subject(path: string): { pod: string | null; container: string | null } {
  const pod = /\bpod([0-9a-f]{8}(?:[-_][0-9a-f]{4}){3}[-_][0-9a-f]{12})\b|\bpod([0-9a-f]{32})\b/.exec(path);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const container = /^(?:[a-z-]+-)?([0-9a-f]{64})(?:\.scope)?$/.exec(last);
  return { pod: (pod?.[1]?.replaceAll('_', '-') ?? pod?.[2]) || null, container: container?.[1] ?? null };
}

interface Read {
  readonly path: string;
  readonly numbers: readonly [string, string, string];
}

function read(text: string): Read[] {
  return linesOf(text).flatMap((line) => {
    const [, a, b, c, path] = /^(\d+|-|max) (\d+|-|max) (\d+|-) (\/.*)$/.exec(line) ?? [];
    return a && b && c && path ? [{ path, numbers: [a, b, c] as const }] : [];
  });
}

/**
 * A limit as a column: a number, null for none (`max`, or so large that it is none), and no column at all where it could not be
 * read: a null would say "no limit".
 */
function limit(column: string, text: string): Row {
  if (text === 'max') return { [column]: null };
  const most = count(text);
  return most === null ? {} : { [column]: most >= NO_LIMIT ? null : most };
}

/** Growth between two looks: true when the counter rose, else null: a short stillness says nothing. */
function grew(before: Cell, again: Map<string, Read> | null, path: string): true | null {
  const later = count(again?.get(path)?.numbers[2]);
  return typeof before === 'number' && later !== null && later > before ? true : null;
}

/** A snapshot older than this speaks of another incident. */
const BEFORE_SECONDS = 900;

/**
 * Counters of the recorder's last snapshot, by path; null where there is none, or an old one. A cgroup that is not in it had counted
 * nothing then, or was not there: nothing is said of its growth.
 */
function snapshot(looked: Looked, controller: string): Map<string, number> | null {
  const age = count(said(looked.before?.text ?? '', 'age'));
  if (looked.before === undefined || age === null || age > BEFORE_SECONDS) return null;
  return new Map(
    linesOf(looked.before.text).flatMap((line) => {
      const [, name, counted, path] = /^(pids|memory) (\d+) (\/.*)$/.exec(line) ?? [];
      return name === controller && path !== undefined ? [[path, Number(counted)] as const] : [];
    }),
  );
}

/** True when the counter rose since the snapshot. A smaller one is another cgroup of the same name. */
function grewSince(before: Map<string, number> | null, now: Cell, path: string): true | null {
  const old = before?.get(path);
  return typeof now === 'number' && old !== undefined && now > old ? true : null;
}

function secondLook(looked: Looked): Map<string, Read> | null {
  return looked.again ? new Map(read(looked.again.text).map((one) => [one.path, one])) : null;
}

function missing(looked: Looked): string | undefined {
  return said(looked.text, 'cgroup') === undefined ? (looked.reason ?? 'the cgroups could not be read') : undefined;
}

export const cgroupPids = {
  names: ['cgroup.pids'],
  parse(looked: Looked): Facts {
    const reason = missing(looked);
    if (reason !== undefined) return { 'cgroup.pids': unknown(reason, { at: looked.at }) };
    const again = secondLook(looked);
    const before = snapshot(looked, 'pids');
    const rows: Row[] = read(looked.text).map(({ path, numbers: [current, max, refused] }) => {
      const times = count(refused);
      const row = { path, ...subject(path), current: count(current), ...limit('max', max) };
      return { ...row, refused: times, refused_grew: grew(times, again, path) ?? grewSince(before, times, path) };
    });
    const source = `pids.current, pids.max and pids.events of cgroup v${said(looked.text, 'cgroup')}`;
    return { 'cgroup.pids': known(rows, source, { at: looked.at, complete: looked.complete }) };
  },
};

export const cgroupMemory = {
  names: ['cgroup.memory'],
  parse(looked: Looked): Facts {
    const reason = missing(looked);
    if (reason !== undefined) return { 'cgroup.memory': unknown(reason, { at: looked.at }) };
    const again = secondLook(looked);
    const before = snapshot(looked, 'memory');
    const rows: Row[] = read(looked.text).map(({ path, numbers: [usage, most, kills] }) => {
      const oom_kills = count(kills);
      return {
        path,
        ...subject(path),
        usage_bytes: count(usage),
        ...limit('limit_bytes', most),
        oom_kills,
        oom_kills_grew: grew(oom_kills, again, path) ?? grewSince(before, oom_kills, path),
      };
    });
    const source = `memory usage, limit and oom_kill of cgroup v${said(looked.text, 'cgroup')}`;
    return { 'cgroup.memory': known(rows, source, { at: looked.at, complete: looked.complete }) };
  },
};

export const cgroupFreezer = {
  names: ['cgroup.freezer'],
  parse(looked: Looked): Facts {
    const reason =
      said(looked.text, 'seen') === undefined ? (looked.reason ?? 'the freezer states broke off') : undefined;
    if (reason !== undefined) return { 'cgroup.freezer': unknown(reason, { at: looked.at }) };
    const rows: Row[] = linesOf(looked.text).flatMap((line) => {
      const [, path] = /^(?:FROZEN|FREEZING) (\/.*)$/.exec(line) ?? [];
      return path === undefined ? [] : [{ path, ...subject(path), frozen: true }];
    });
    const source = `freezer states of ${said(looked.text, 'seen')} cgroups`;
    return { 'cgroup.freezer': known(rows, source, { at: looked.at, complete: looked.complete }) };
  },
};
