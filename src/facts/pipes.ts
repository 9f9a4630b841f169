import { type Facts, known, type Row, unknown } from './fact.js';
import { type Looked, linesOf, said } from './probe.js';

/** Number of write(2) by machine; elsewhere a blocked write cannot be told. */
const WRITE: Readonly<Record<string, string>> = { x86_64: '1', aarch64: '64' };

function parse(looked: Looked): Facts {
  const source = '/proc/PID/fd and /proc/PID/task/TID/syscall; no pipe was opened';
  if (said(looked.text, 'inits') === undefined) {
    return { pipes: unknown(looked.reason ?? 'the pipes could not be listed', { source, at: looked.at }) };
  }
  if (said(looked.text, 'inits') === '0')
    return { pipes: known([], source, { at: looked.at, complete: looked.complete }) };
  const lines = linesOf(looked.text);
  const counted = lines.includes('@ holders done');
  const write = WRITE[said(looked.text, 'machine') ?? ''];
  const holders = new Map<string, Set<string>>();
  const blocked = new Set<string>();
  for (const line of lines) {
    const [word, pid, a = '', b = '', c = ''] = line.split(' ');
    if (word === 'hold' && pid) holders.set(a, (holders.get(a) ?? new Set()).add(pid));
    if (word === 'call' && write !== undefined && b === write) blocked.add(`${pid} ${Number(c)}`);
  }
  const rows: Row[] = [];
  for (const line of lines) {
    const [, pid, fd, inode] = /^fd (\d+) (\d+) pipe:\[(\d+)\]$/.exec(line) ?? [];
    if (pid === undefined || fd === undefined || inode === undefined) continue;
    const held = holders.get(inode)?.size;
    rows.push({
      pid: Number(pid),
      fd: Number(fd),
      inode: Number(inode),
      // Counted after the links were read: a pipe that is gone by then has no holders to count.
      holders: counted && held !== undefined ? held : null,
      write_blocked: write === undefined ? null : blocked.has(`${pid} ${fd}`),
    });
  }
  return { pipes: known(rows, source, { at: looked.at, complete: looked.complete && counted }) };
}

export const pipes = { names: ['pipes'], parse };
