import { type Facts, known, type Row, unknown } from './fact.js';
import { count, type Looked, linesOf } from './probe.js';

/** One row a shim that says whose it is, on its command line or by the cgroup of a child. */
export const shims = {
  names: ['shims'],
  parse(looked: Looked): Facts {
    const lines = linesOf(looked.text);
    if (!lines.includes('@ shims done'))
      return { shims: unknown(looked.reason ?? 'the list of shims broke off', { at: looked.at }) };
    const rows: Row[] = lines.flatMap((line) => {
      const [, pid, space, id, elapsed, children, bundle] =
        /^shim (\d+) (\S+) (\S+) (-?\d+) (\d+) ([01])$/.exec(line) ?? [];
      if (pid === undefined || id === undefined) return [];
      return [
        {
          pid: Number(pid),
          container: id,
          namespace: space === '-' ? null : (space ?? null),
          elapsed_seconds: count(elapsed),
          children: Number(children),
          bundle: bundle === '1',
        },
      ];
    });
    return {
      shims: known(rows, '/proc, and the folders of containerd below /run', {
        at: looked.at,
        complete: looked.complete,
      }),
    };
  },
};
