import { spawn } from 'node:child_process';

/** Between SIGTERM and SIGKILL to the process group: kubectl needs a moment to close its stream, a hung one gets no more. */
const GRACE_MS = 300;

export interface KubectlOptions {
  /** Wall time after which the process group is killed, whatever holds its pipes. */
  readonly deadlineMs: number;
  /** Wall time without any output after which it is killed; absent: only `deadlineMs` counts. */
  readonly firstByteMs?: number;
  /** Bytes of stdout after which it is killed; what came is kept. */
  readonly capBytes: number;
  readonly signal?: AbortSignal;
  readonly stdin?: string;
  readonly onStdout?: (chunk: Buffer) => void;
  /** False: what goes to `onStdout` is not kept, and `stdout` is empty. Default true. */
  readonly keep?: boolean;
  /** Environment of kubectl; absent: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a kubectl ended. `code` is null when it was killed or never started. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ended: 'exit' | 'deadline' | 'no-start' | 'cancelled' | 'too-much-output' | 'not-started';
  /** For `not-started`: ENOENT and the like. */
  readonly error?: string;
}

/**
 * Runs kubectl once: an argv array, never a shell; its own process group, so that nothing it started outlives the deadline.
 * Never rejects. Settles within deadline + 2 x 300 ms even if grandchildren keep its pipes open.
 */
export function runKubectl(file: string, argv: readonly string[], options: KubectlOptions): Promise<Ran> {
  return new Promise((resolve) => {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let bytes = 0;
    let errBytes = 0;
    let ended: Ran['ended'] = 'exit';
    let settled = false;
    const timers: NodeJS.Timeout[] = [];
    const child = spawn(file, [...argv], {
      detached: true,
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      env: options.env,
    });
    const settle = (code: number | null, error?: string) => {
      if (settled) return;
      settled = true;
      for (const timer of timers) clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      child.stdout?.destroy();
      child.stderr?.destroy();
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ code: ended === 'exit' ? code : null, stdout: text(out), stderr: text(err), ended, error });
    };
    const kill = (why: Ran['ended']) => {
      if (ended !== 'exit' || settled) return;
      ended = why;
      signalGroup(child.pid, 'SIGTERM');
      timers.push(setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS));
      timers.push(setTimeout(() => settle(null), 2 * GRACE_MS));
    };
    const cancel = () => kill('cancelled');
    timers.push(setTimeout(() => kill('deadline'), options.deadlineMs));
    const start =
      options.firstByteMs === undefined ? undefined : setTimeout(() => kill('no-start'), options.firstByteMs);
    if (start !== undefined) timers.push(start);
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (options.signal?.aborted) cancel();
    child.stdout?.on('data', (chunk: Buffer) => {
      clearTimeout(start);
      const room = options.capBytes - bytes;
      const kept = chunk.length > room ? chunk.subarray(0, Math.max(0, room)) : chunk;
      bytes += chunk.length;
      if (options.keep !== false) out.push(kept);
      if (kept.length > 0) options.onStdout?.(kept);
      if (bytes > options.capBytes) kill('too-much-output');
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      // Its last lines matter and it has few: 64 KB is more than kubectl ever says.
      if (errBytes < 65_536) err.push(chunk);
      errBytes += chunk.length;
    });
    child.on('error', (error) => {
      if (child.pid === undefined) ended = 'not-started';
      settle(null, 'code' in error ? String(error.code) : error.message);
    });
    child.on('close', (code) => settle(code));
    if (options.stdin !== undefined) {
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(options.stdin);
    }
  });
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
