import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { processesOf, programsOf } from './daemons.js';
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

/**
 * `<<180 s ago>>` in a captured text becomes that time in ISO form, `<<epoch 180 s ago>>` in seconds since 1970: yesterday's capture is then about now.
 * Exported for the API objects, which are dated the same way.
 */
export const dated = (text: string, now: number): string =>
  text
    .replace(/<<(\d+) s ago>>/g, (_, seconds: string) => new Date(now - Number(seconds) * 1000).toISOString())
    .replace(/<<epoch (\d+) s ago>>/g, (_, seconds: string) => String(Math.floor(now / 1000) - Number(seconds)));

function writeProcess(root: string, p: CapturedNode['processes'][number]): void {
  const dir = `proc/${p.pid}`;
  const start = (UPTIME_SECONDS - p.age) * TICKS_PER_SECOND;
  // proc(5), fields 1 to 22: state, parent, group, session, terminal, then zeros, nice and threads at their places, start.
  const stat = `${p.pid} (${p.comm}) ${p.state} ${p.ppid} ${p.pid} ${p.pid} 0 -1 4194560 0 0 0 0 1 0 0 0 20 0 ${p.threads} 0 ${start} 0 0\n`;
  put(root, `${dir}/comm`, `${p.comm}\n`);
  put(root, `${dir}/cmdline`, `${p.args.split(' ').join('\0')}\0`);
  put(root, `${dir}/stat`, stat);
  put(root, `${dir}/wchan`, p.wchan);
  put(root, `${dir}/cgroup`, p.cgroup ?? '0::/\n');
  put(root, `${dir}/task/${p.pid}/syscall`, `${p.syscall}\n`);
  mkdirSync(join(root, dir, 'fd'), { recursive: true });
  for (const [fd, target] of Object.entries(p.fds)) link(root, `${dir}/fd/${fd}`, target);
  if (p.exe !== undefined) link(root, `${dir}/exe`, p.exe);
}

/**
 * Writes a captured node out as folders, `proc` and `host`, in a new temporary folder; the host's programs are small scripts.
 * @param now milliseconds since the epoch: what the capture's relative times count from.
 * @returns the folder; the caller removes it.
 */
export function writeRoot(node: CapturedNode, now: number): string {
  const root = mkdtempSync(join(tmpdir(), `plegmatic-${node.name}-`));
  put(root, 'proc/uptime', `${UPTIME_SECONDS}.00 0.00\n`);
  put(root, 'proc/swaps', 'Filename Type Size Used Priority\n');
  put(root, 'proc/loadavg', '0.50 0.40 0.30 2/900 12345\n');
  put(root, 'proc/sys/kernel/osrelease', `${node.versions.kernel}\n`);
  put(root, 'proc/sys/kernel/pid_max', '4194304\n');
  for (const p of processesOf(node)) writeProcess(root, p);
  for (const [path, text] of Object.entries(node.proc)) put(root, `proc/${path}`, dated(text, now));
  for (const [path, text] of Object.entries(node.files)) put(root, `host/${path}`, dated(text, now));
  for (const [path, target] of Object.entries(node.links)) link(root, `host/${path}`, target);
  for (const [path, body] of Object.entries(programsOf(node))) {
    put(root, `host/${path}`, `#!/bin/sh\n${dated(body, now)}\n`);
    chmodSync(join(root, 'host', path), 0o755);
  }
  return root;
}

/**
 * Rewrites in place what went on changing while the node was captured. Nothing is truncated first, as runc does: on a busy machine looks found
 * the file empty, and how often a look falls into that is not what the demo shows.
 */
export function move(root: string, node: CapturedNode): void {
  for (const { path, text } of node.moves) {
    const file = join(root, 'host', path);
    if (existsSync(file)) writeFileSync(file, text ?? node.files[path] ?? '', { flag: 'r+' });
  }
}
