import { type Facts, known, type Row, unknown } from './fact.js';
import { type Looked, linesOf } from './probe.js';

/** Threads by process, state and kernel function. */
export const threads = {
  names: ['threads'],
  parse(looked: Looked): Facts {
    const lines = linesOf(looked.text);
    const comms = new Map(
      lines.flatMap((line) => {
        const [, pid, comm] = /^comm (\d+) (.*)$/.exec(line) ?? [];
        return pid === undefined || comm === undefined ? [] : [[pid, comm] as const];
      }),
    );
    if (!lines.includes('@ threads done'))
      return { threads: unknown(looked.reason ?? 'the list of threads broke off', { at: looked.at }) };
    const rows: Row[] = lines.flatMap((line) => {
      const [, pid, state, wchan, count] = /^(\d+) ([A-Za-z]) (\S+) (\d+)$/.exec(line) ?? [];
      if (pid === undefined) return [];
      return [
        {
          pid: Number(pid),
          comm: comms.get(pid) ?? null,
          state: state ?? null,
          wchan: wchan === '-' ? '' : (wchan ?? null),
          count: Number(count),
        },
      ];
    });
    return { threads: known(rows, '/proc/PID/task/*/stat, wchan', { at: looked.at, complete: looked.complete }) };
  },
};
