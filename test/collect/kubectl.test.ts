import { describe, expect, it } from 'vitest';
import { runKubectl } from '../../src/collect/kubectl.js';

const run = (script: string, options: Partial<Parameters<typeof runKubectl>[2]> = {}) =>
  runKubectl('/bin/sh', ['-c', script], { deadlineMs: 10_000, capBytes: 1_000_000, ...options });

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('one run of kubectl', () => {
  it('gives both streams and the code', async () => {
    expect(await run('echo out; echo err >&2; exit 3')).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
      ended: 'exit',
      error: undefined,
    });
  });

  it('ends at its deadline although grandchildren hold its pipes, and takes them along', async () => {
    const ran = await run('sleep 600 & echo $!; trap "" TERM; wait; sleep 600', { deadlineMs: 300 });
    expect(ran).toMatchObject({ ended: 'deadline', code: null });
    expect(alive(Number(ran.stdout))).toBe(false);
  });

  it('keeps what came up to the cap and ends the rest', async () => {
    const ran = await run('yes abcdefg', { capBytes: 1000 });
    expect(ran.ended).toBe('too-much-output');
    expect(ran.stdout.length).toBe(1000);
  });

  it('can be cancelled, also before it began', async () => {
    const abort = new AbortController();
    abort.abort();
    expect((await run('sleep 600', { signal: abort.signal })).ended).toBe('cancelled');
  });

  it('says when there is no such program', async () => {
    expect(await runKubectl('/nonexistent', [], { deadlineMs: 1000, capBytes: 10 })).toMatchObject({
      ended: 'not-started',
      error: 'ENOENT',
    });
  });

  it('never lets a word become a shell', async () => {
    const ran = await runKubectl('/bin/echo', ['$(id); `id`', '; rm -rf /'], { deadlineMs: 5000, capBytes: 1000 });
    expect(ran.stdout).toBe('$(id); `id` ; rm -rf /\n');
  });

  it('hands on text and survives a child that does not read it', async () => {
    expect((await run('cat', { stdin: 'hello' })).stdout).toBe('hello');
    expect((await run('exit 0', { stdin: 'x'.repeat(1_000_000) })).code).toBe(0);
  });
});
