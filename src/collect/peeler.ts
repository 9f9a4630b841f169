import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FrameReader } from '../facts/frames.js';
import type { ProbeOutput } from '../facts/probe.js';
import { failureOf } from './failure.js';
import { findProbePod } from './find-pod.js';
import { runKubectl } from './kubectl.js';
import { shippedScript } from './options.js';
import { callRecorder, recorderReason } from './recorder-call.js';
import { clusterArguments, probePods, type Target } from './target.js';

/** Four layers of at most 12 s, and the exec itself. */
const PEELER_MS = 60_000;
/** The peeler says its first line at once: nothing by then, and the exec hangs before it. */
const FIRST_BYTE_MS = 20_000;
const CAP_BYTES = 200_000;

export interface PeelOptions {
  readonly signal?: AbortSignal;
  /** The API server knows the probe pod already. */
  readonly pod?: string;
  /** Called before each command that starts something, for the audit record. */
  readonly onStart?: (argv: readonly string[]) => void;
}

/** How the peeler was started in the probe pod: by an exec, or by the recorder that runs there already. */
export type Road = 'exec' | 'recorder';

/** What the peeler printed, by the road that reached it; `why`: what every layer without output says. */
export interface PeelerRun {
  readonly road?: Road;
  readonly outputs: readonly ProbeOutput[];
  readonly why: string;
}

/**
 * One run of the peeler for the layers that only the node itself can try. Where exec has just failed in the container it would most
 * likely fail in the probe pod as well, and a hanging one leaves one more process behind: then the recorder is asked first.
 */
export async function runPeeler(
  target: Target,
  id: string,
  first: Road,
  options: PeelOptions = {},
): Promise<PeelerRun> {
  const roads = { exec: byExec, recorder: byRecorder } as const;
  const one = await roads[first](target, id, options);
  if (one.outputs.length > 0 || options.signal?.aborted) return one;
  const other = await roads[first === 'exec' ? 'recorder' : 'exec'](target, id, options);
  return other.outputs.length > 0 ? other : { outputs: [], why: `${one.why}; ${other.why}` };
}

const nothing = (why: string): PeelerRun => ({ outputs: [], why });

async function byExec(target: Target, id: string, options: PeelOptions): Promise<PeelerRun> {
  const { signal } = options;
  const found =
    options.pod === undefined ? await findProbePod(target, { apiMs: 8_000, signal }) : { value: { name: options.pod } };
  if ('failure' in found) return nothing(found.failure.reason);
  const { namespace, container, delivery } = probePods(target);
  const boundary = randomBytes(16).toString('hex');
  const stdin = delivery === 'stdin' ? await readFile(shippedScript('peel.sh'), 'utf8') : undefined;
  const program = stdin === undefined ? ['/plegmatic/peel'] : ['sh', '-s'];
  const reader = new FrameReader(boundary);
  options.onStart?.(['kubectl', 'exec', '/plegmatic/peel', id]);
  const ran = await runKubectl(
    target.kubectl ?? 'kubectl',
    [
      ...clusterArguments(target),
      ...[`--namespace=${namespace}`, 'exec', found.value.name, `--container=${container}`],
      ...(stdin === undefined ? [] : ['--stdin']),
      ...['--', ...program, boundary, id],
    ],
    {
      deadlineMs: PEELER_MS,
      firstByteMs: FIRST_BYTE_MS,
      capBytes: CAP_BYTES,
      signal,
      stdin,
      env: target.env,
      onStdout: (chunk) => reader.push(chunk),
    },
  );
  const outputs = reader.end();
  const failure = reader.done ? undefined : failureOf(ran, reader.noise, outputs.length, PEELER_MS / 1000);
  const reason = failure?.kind === 'no-bundle' ? NO_PEELER : (failure?.reason ?? 'the peeler ended before it');
  return { outputs, why: `exec: ${reason}`, ...(outputs.length > 0 ? { road: 'exec' } : {}) };
}

const NO_PEELER = 'the probe pod has no /plegmatic/peel: make the manifest with --peel and apply it again';

async function byRecorder(target: Target, id: string, options: PeelOptions): Promise<PeelerRun> {
  const boundary = randomBytes(16).toString('hex');
  const called = await callRecorder(target, {
    ...{ boundary, container: id, deadlineMs: PEELER_MS, capBytes: CAP_BYTES, apiMs: 8_000, signal: options.signal },
    onCall: () => options.onStart?.(['kubectl', 'create', '--raw', 'recorder', '/plegmatic/peel', id]),
  });
  if ('reason' in called) return nothing(`recorder: ${called.reason}`);
  const reader = new FrameReader(boundary);
  reader.push(Buffer.from(called.ran.stdout));
  const outputs = reader.end();
  if (outputs.length === 0) return nothing(`recorder: ${recorderReason(called.ran, PEELER_MS)}`);
  return { outputs, road: 'recorder', why: 'recorder: the peeler ended before it' };
}
