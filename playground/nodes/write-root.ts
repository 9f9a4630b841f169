import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CapturedNode } from './node.js';

/** USER_HZ: the unit of starttime in /proc/PID/stat on every Linux that Kubernetes runs on. */
const TICKS_PER_SECOND = 100;
const UPTIME_SECONDS = 864_000;

const put = (root: string, path: string, text: string): void => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const link = (root: string, path: string, target: string): void => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  symlinkSync(target, file);
};

function writeProcess(root: string, p: CapturedNode['processes'][number]): void {
  const dir = `proc/${p.pid}`;
  const start = (UPTIME_SECONDS - p.age) * TICKS_PER_SECOND;
  put(root, `${dir}/comm`, `${p.comm}\n`);
  put(root, `${dir}/cmdline`, `${p.args.split(' ').join('\0')}\0`);
  // Fields 1 to 22 of proc(5): the bundle reads state, ppid, threads and starttime.
  put(root, `${dir}/stat`, `${p.pid} (${p.comm}) ${p.state} ${p.ppid} ${p.pid} ${p.pid} 0 -1 4194560 0 0 0 0 1 0 0 0 20 0 ${p.threads} 0 ${start} 0 0\n`);
  put(root, `${dir}/status`, `Name:\t${p.comm}\nState:\t${p.state}\nTgid:\t${p.pid}\nPid:\t${p.pid}\nPPid:\t${p.ppid}\nThreads:\t${p.threads}\n`);
  put(root, `${dir}/wchan`, p.wchan);
  put(root, `${dir}/syscall`, `${p.syscall}\n`);
  put(root, `${dir}/cgroup`, p.cgroup ?? '0::/\n');
  for (const file of ['syscall', 'comm', 'wchan', 'stat']) {
    put(root, `${dir}/task/${p.pid}/${file}`, file === 'syscall' ? `${p.syscall}\n` : file === 'wchan' ? p.wchan : `${p.comm}\n`);
  }
  mkdirSync(join(root, dir, 'fd'), { recursive: true });
  for (const [fd, target] of Object.entries(p.fds)) link(root, `${dir}/fd/${fd}`, target);
  if (p.exe !== undefined) link(root, `${dir}/exe`, p.exe);
  link(root, `${dir}/root`, '..');
}

/**
 * Writes a captured node out as folders: `DIR/proc` and `DIR/host`, where the host's programs are small scripts that print what was captured.
 * Written beside and renamed, so that two kubectl processes at once see a whole node or none.
 * @returns the folder.
 */
export function writeRoot(node: CapturedNode, dir: string): string {
  const done = join(dir, node.name);
  if (existsSync(done)) return done;
  const root = join(dir, `.${node.name}.${process.pid}`);
  rmSync(root, { recursive: true, force: true });
  put(root, 'proc/uptime', `${UPTIME_SECONDS}.00 0.00\n`);
  for (const p of node.processes) writeProcess(root, p);
  for (const [path, text] of Object.entries(node.proc)) put(root, `proc/${path}`, text);
  for (const [path, text] of Object.entries(node.files)) put(root, `host/${path}`, text);
  for (const [path, target] of Object.entries(node.links)) link(root, `host/${path}`, target);
  for (const [path, body] of Object.entries(node.programs)) {
    put(root, `host/${path}`, `#!/bin/sh\n${body}\n`);
    chmodSync(join(root, 'host', path), 0o755);
  }
  mkdirSync(join(root, 'host'), { recursive: true });
  try {
    renameSync(root, done);
  } catch {
    rmSync(root, { recursive: true, force: true });
  }
  return done;
}
