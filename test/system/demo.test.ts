import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/plegmatic.js', import.meta.url));

/** Runs `plegmatic demo` with these lines on its standard input; resolves when it ended by itself. */
function demo(typed: string): Promise<{ readonly code: number | null; readonly printed: string }> {
  const child = spawn(process.execPath, [BIN, 'demo'], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    printed += chunk;
  });
  child.stdin.end(typed);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, printed })));
}

it('the demo confirms the four incidents, answers what is typed after them, and ends with the input', async () => {
  const { code, printed } = await demo('/diagnose db-6\n');
  const [, ...threads] = printed.split(/^=+\nS\d: .*\n=+$/m);
  const causes = [/state\.json/, /pids limit/, /seccomp filter/, /containerd-shim/];
  for (const [index, cause] of causes.entries())
    expect(threads[index] ?? printed, `S${index + 1}`).toMatch(new RegExp(`^.*🔴.*${cause.source}`, 'm'));
  expect(threads.at(-1)).toMatch(/db-6.*\n[\s\S]*API server/);
  expect(code).toBe(0);
}, 120_000);
