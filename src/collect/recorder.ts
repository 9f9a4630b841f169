import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { FrameReader } from '../facts/frames.js';
import type { ProbeOutput } from '../facts/probe.js';
import { ask } from './ask.js';
import { findProbePod } from './find-pod.js';
import { missingRight } from './forbidden.js';
import { type Ran, runKubectl } from './kubectl.js';
import type { Collecting } from './options.js';
import { clusterArguments, probePods, type Target } from './target.js';

/** A snapshot is one output of the bundle: 130 KB on a healthy node, 6 MB with every probe at its cap. */
const CAP_BYTES = 8_000_000;
/** Name of the Secret that the probe manifest makes; `key` is what the recorder wants to see a hash of. */
const SECRET = 'plegmatic-recorder';

const secret = z.object({ data: z.object({ key: z.string().min(1) }) });

export interface Recorded {
  readonly outputs: readonly ProbeOutput[];
  /** The snapshot is whole: the bundle had run to its end. */
  readonly done: boolean;
  /** Seconds between the snapshot and its delivery, by the node's own steady clock. */
  readonly ageSeconds: number;
  /** A sentence why there is no snapshot, or not all of it. */
  readonly reason?: string;
}

const nothing = (reason: string): Recorded => ({ outputs: [], done: false, ageSeconds: 0, reason });

/**
 * Step 2 of the ladder: the snapshot that the probe pod's own recorder keeps, through the API server's proxy. Neither the kubelet nor
 * the container runtime has a part in it. Never throws.
 */
export async function readRecorder(target: Target, how: Collecting): Promise<Recorded> {
  const { namespace, delivery } = probePods(target);
  if (delivery === 'stdin') return nothing('the pods that are used here are not ours and have no recorder');
  const [pod, key] = await Promise.all([
    findProbePod(target, how),
    ask(target, ['secret', SECRET, `--namespace=${namespace}`], secret, how),
  ]);
  if ('failure' in pod) return nothing(pod.failure.reason);
  if (pod.value.recorderPort === undefined)
    return nothing('this probe pod has no recorder: apply the probe manifest again');
  if ('failure' in key) return nothing(`the recorder’s key could not be read: ${key.failure.reason}`);
  const asked = randomBytes(16).toString('hex');
  const words = `${Buffer.from(key.value.data.key, 'base64').toString('utf8').trim()} ${asked}`;
  const path = `${asked}/${createHash('sha256').update(words).digest('hex')}`;
  const ran = await runKubectl(
    target.kubectl ?? 'kubectl',
    [
      ...clusterArguments(target),
      ...['get', '--raw'],
      `/api/v1/namespaces/${namespace}/pods/${pod.value.name}:${pod.value.recorderPort}/proxy/${path}`,
    ],
    { deadlineMs: how.recorderMs, capBytes: CAP_BYTES, signal: how.signal, env: target.env },
  );
  return readSnapshot(ran, Math.round(how.recorderMs / 1000));
}

const HEAD = /^snapshot ([0-9a-f]{16,64}) age=(\d{1,9})\n/;

function readSnapshot(ran: Ran, seconds: number): Recorded {
  const [head, boundary, age] = HEAD.exec(ran.stdout.slice(0, 200)) ?? [];
  if (head === undefined || boundary === undefined) return nothing(reasonOf(ran, seconds));
  const reader = new FrameReader(boundary);
  reader.push(Buffer.from(ran.stdout.slice(head.length)));
  const outputs = reader.end();
  const reason = reader.done ? undefined : 'the snapshot of the recorder broke off';
  return { outputs, done: reader.done, ageSeconds: Number(age), reason };
}

/** The words are those of the API server's proxy and of recorder.sh, seen with kubectl 1.20 and 1.32. */
const KNOWN: readonly (readonly [says: RegExp, reason: string])[] = [
  [/recorder has another key/, 'the recorder has another key than the Secret: wait a minute, or restart the probe pod'],
  [/recorder has no (?:key|snapshot)/, 'the recorder has no snapshot to give yet'],
  [
    /\(Forbidden\)|is forbidden:/,
    'the collector may not ask the recorder: it needs `get` on pods/proxy (deploy/probe/rbac.yaml)',
  ],
  [/error trying to reach service/, 'the API server cannot reach the recorder of the probe pod'],
  [/connection to the server .* was refused|Unable to connect to the server/, 'the API server cannot be reached'],
  [/\(NotFound\)/, 'the probe pod is not there'],
];

function reasonOf(ran: Ran, seconds: number): string {
  if (ran.ended === 'deadline') return `the recorder did not answer within ${seconds} s`;
  if (ran.ended === 'cancelled') return 'it was cancelled';
  if (ran.ended === 'not-started') return `kubectl could not be started (${ran.error ?? 'unknown error'})`;
  const known = KNOWN.find(([says]) => says.test(ran.stderr));
  if (known) return missingRight(ran.stderr) ?? known[1];
  return `the recorder gave no snapshot: ${ran.stderr.trim().split('\n').at(-1)?.slice(0, 300) || 'nothing was said'}`;
}
