import { type Facts, known, type Row, unknown } from './fact.js';
import { count, type Looked, linesOf } from './probe.js';

const ROW = /^(\d+) (\d+) ([A-Za-z]) (-?\d+) (-?\d+) (-?\d+) (-?\d+) (\d+) (-?\d+) (.*)$/;

/** State letters as ps adds them: < and N for priority, s session leader, l threads, + foreground. */
function letters(
  state: string,
  pid: number,
  session: number,
  group: number,
  terminal: number,
  nice: number,
  threads: number,
) {
  const priority = nice < 0 ? '<' : nice > 0 ? 'N' : '';
  return `${state}${priority}${session === pid ? 's' : ''}${threads > 1 ? 'l' : ''}${terminal === group && terminal > 0 ? '+' : ''}`;
}

/** Keyed lines `KEY PID REST` as a map from pid. */
function keyed(text: string, key: string): Map<number, string> {
  const found = new Map<number, string>();
  const row = new RegExp(`^${key} (\\d+) (.*)$`);
  for (const line of linesOf(text)) {
    const [, pid, rest] = row.exec(line) ?? [];
    if (pid !== undefined && rest !== undefined && !found.has(Number(pid))) found.set(Number(pid), rest.trim());
  }
  return found;
}

function parse(looked: Looked): Facts {
  const wchan = keyed(looked.text, 'wchan');
  const args = keyed(looked.text, 'args');
  const cgroups = keyed(looked.text, 'cgroup');
  const finished = linesOf(looked.text).includes('@ args done');
  const rows: Row[] = [];
  for (const line of linesOf(looked.text)) {
    const found = ROW.exec(line);
    if (!found) continue;
    const [pid = 0, ppid = 0] = [Number(found[1]), Number(found[2])];
    const state = found[3] ?? '?';
    const [session = 0, group = 0, terminal = 0, nice = 0, threads = 0] = found.slice(4, 9).map(Number);
    const comm = found[10] ?? '';
    // A process in D keeps its command line to itself (reading it may block): its name stands for it, as ps shows a zombie.
    const name =
      state === 'Z' ? `[${comm}] <defunct>` : (args.get(pid) ?? (state === 'D' || finished ? '' : undefined));
    rows.push({
      pid,
      ppid,
      elapsed_seconds: count(found[9]),
      stat: letters(state, pid, session, group, terminal, nice, threads),
      wchan: (wchan.get(pid) ?? '').replace(/^0$/, ''),
      threads,
      ...(cgroups.has(pid) ? { cgroup: cgroups.get(pid) ?? null } : {}),
      // Left out where the output broke off before it: nothing can be said about it then.
      ...(name === undefined && initName(comm) === undefined ? {} : { args: name || initName(comm) || `[${comm}]` }),
    });
  }
  const summary = /^@ scanned (\d+) kept (\d+) of (\d+)$/m.exec(looked.text);
  if (!summary) return { processes: unknown(looked.reason ?? 'the list of processes broke off', { at: looked.at }) };
  // Rows are complete once the scan is; a deadline later on only costs command lines.
  const complete = summary[2] === summary[3] && rows.length === Number(summary[2]);
  return { processes: known(rows, '/proc/PID/stat, wchan, cmdline', { at: looked.at, complete }) };
}

/** runc renames its init `runc:[2:INIT]` and leaves the command line `runc init`: the one case where the name tells it. */
function initName(comm: string): string | undefined {
  return /^runc:\[\d:[A-Z]+\]$/.test(comm) ? 'runc init' : undefined;
}

export const processes = { names: ['processes'], parse };
