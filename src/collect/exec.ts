import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FrameReader } from '../facts/frames.js';
import type { ProbeOutput } from '../facts/probe.js';
import { PROBES } from '../facts/probes.js';
import { type Failure, failureOf } from './failure.js';
import { type Ran, runKubectl } from './kubectl.js';
import type { Collecting } from './options.js';
import { clusterArguments, probePods, type Target } from './target.js';

/** All output of one exec. A healthy node says 130 KB; every probe at its cap would be 6 MB. */
const CAP_BYTES = 8_000_000;

export interface Execed {
  readonly outputs: readonly ProbeOutput[];
  /** The bundle ran to its end. */
  readonly done: boolean;
  readonly failure?: Failure;
  /** What kubectl and the runtime said instead, oldest first; empty when all went well. */
  readonly words: readonly string[];
}

/** Step 1 of the ladder: one bounded exec of the bundle in the probe pod. Never throws. */
export async function execProbes(
  target: Target,
  pod: string,
  probes: readonly string[],
  how: Collecting,
): Promise<Execed> {
  const { namespace, container, delivery } = probePods(target);
  const boundary = randomBytes(16).toString('hex');
  const stdin = delivery === 'stdin' ? await readFile(how.bundle, 'utf8') : undefined;
  const program = stdin === undefined ? ['/plegmatic/probe'] : ['sh', '-s'];
  // All of them: none is named, so that an older bundle runs what it has. Some: with the clock, which dates the others.
  const all = probes.length === Object.keys(PROBES).length;
  const window = how.window === undefined ? [] : [`window/${how.window}`];
  const asked = [...window, ...(all ? [] : ['clock', ...probes])];
  how.onExec([
    'kubectl',
    `--namespace=${namespace}`,
    'exec',
    pod,
    `--container=${container}`,
    '--',
    ...program,
    ...asked,
  ]);
  const reader = new FrameReader(boundary, (output) => how.onFrame(output.id));
  const ran = await runKubectl(
    target.kubectl ?? 'kubectl',
    [
      ...clusterArguments(target),
      ...[`--namespace=${namespace}`, 'exec', pod, `--container=${container}`],
      ...(stdin === undefined ? [] : ['--stdin']),
      ...['--', ...program, boundary, ...asked],
    ],
    {
      deadlineMs: how.execMs,
      firstByteMs: how.firstByteMs,
      capBytes: CAP_BYTES,
      signal: how.signal,
      stdin,
      env: target.env,
      onStdout: (chunk) => reader.push(chunk),
      keep: false,
    },
  );
  const outputs = reader.end();
  // A bundle from before windows takes it for a probe that it does not have, and runs nothing else.
  const old = reader.done && window.length > 0 && outputs.every(({ id }) => id === 'clock' || id === 'unknown');
  if (old) return execProbes(target, pod, probes, { ...how, window: undefined });
  if (reader.done) return { outputs, done: true, words: [] };
  const failure = failureOf(ran, reader.noise, outputs.length, Math.round(how.execMs / 1000));
  return { outputs, done: false, failure, words: wordsOf(ran, reader.noise, failure) };
}

/** The exec's own words, with how it ended as the last line. A runtime's error is 4 KB at most; twenty lines are plenty. */
function wordsOf(ran: Ran, noise: readonly string[], failure: Failure): string[] {
  const said = [...noise, ...ran.stderr.split('\n')].map((line) => line.trimEnd()).filter((line) => line !== '');
  const end =
    ran.ended === 'exit' ? `kubectl exec ended with exit code ${ran.code}` : `kubectl exec: ${failure.reason}`;
  return [...said.slice(0, 20).map((line) => line.slice(0, 4096)), end];
}
