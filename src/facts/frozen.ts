import { isRows } from './derive.js';
import type { Facts, Row } from './fact.js';

/**
 * Tells a runc init that the kernel keeps from one whose container is frozen: both are in state D. The freezer that counts is that of its
 * own cgroup or of one above it; a paused container elsewhere on the node says nothing of it.
 * @returns the facts with `frozen` in the rows of `processes`, absent where it cannot be told; one that is given is left as it is.
 */
export function tellFrozen(facts: Facts): Facts {
  const { processes, 'cgroup.freezer': freezer } = facts;
  if (processes?.state !== 'known' || !isRows(processes.value)) return facts;
  if (freezer?.state !== 'known' || !isRows(freezer.value)) return facts;
  const paths = freezer.value.filter(({ frozen }) => frozen === true).map(({ path }) => path);
  const told = (row: Row): boolean | undefined => {
    const own = row.cgroup;
    if (own === undefined && !/\brunc init$/.test(String(row.args))) return undefined;
    // With nothing frozen anywhere nobody has to say where he is.
    if (paths.length === 0) return freezer.complete ? false : undefined;
    // Seen from a cgroup namespace of its own, a path tells nothing of the node's.
    if (typeof own !== 'string' || own.startsWith('/..')) return undefined;
    const frozen = paths.some((path) => typeof path === 'string' && (own === path || own.startsWith(`${path}/`)));
    return frozen || (freezer.complete ? false : undefined);
  };
  const value = processes.value.map((row) => {
    const frozen = 'frozen' in row ? undefined : told(row);
    return frozen === undefined ? row : { ...row, frozen };
  });
  return { ...facts, processes: { ...processes, value } };
}
