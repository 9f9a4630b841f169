import { isRows } from './derive.js';
import type { Facts, Row } from './fact.js';

/** Well inside the half hour that the logs reach back. */
const RECENT_SECONDS = 900;

/** An OOM record that names the cgroup: kernels since 4.19, then those before. */
const ATTRIBUTED = /\boom-kill:constraint=|\bTask in \/\S* killed as a result of limit of/;
const KILL = /[Oo]ut of memory: Kill(?:ed)? process/;

/**
 * Tells a kill from outside and the kernel's own apart, container by container: exit 137 without the runtime's OOMKilled is not enough,
 * for the runtime misses the kill of a child. The kernel's log of that time, whole, has to have none in this container's cgroup.
 * @returns the facts with `killed_from_outside` in the rows of `pods`: true, or absent where it cannot be told
 */
export function tellKills(facts: Facts): Facts {
  const { pods, 'kernel.log': log } = facts;
  if (pods?.state !== 'known' || !isRows(pods.value)) return facts;
  if (log?.state !== 'known' || !log.complete || !Array.isArray(log.value)) return facts;
  const lines: readonly string[] = log.value.filter((line) => typeof line === 'string');
  const records = lines.filter((line) => ATTRIBUTED.test(line));
  // A kill without a record of its cgroup could be anybody's.
  if (records.length === 0 && lines.some((line) => KILL.test(line))) return facts;
  const ours = (row: Row) =>
    [row.container, row.uid, typeof row.uid === 'string' ? row.uid.replaceAll('-', '_') : null].some(
      (id) => typeof id === 'string' && id !== '' && records.some((line) => line.includes(id)),
    );
  const value = pods.value.map((row) => {
    const recent = typeof row.ended_seconds_ago === 'number' && row.ended_seconds_ago <= RECENT_SECONDS;
    const killed = row.exit_code === 137 && row.exit_reason === 'Error' && recent;
    return killed && typeof row.uid === 'string' && !ours(row) ? { ...row, killed_from_outside: true } : row;
  });
  return { ...facts, pods: { ...pods, value } };
}
