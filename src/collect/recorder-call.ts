import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ask } from './ask.js';
import { findProbePod } from './find-pod.js';
import { missingRight } from './forbidden.js';
import { type Ran, runKubectl } from './kubectl.js';
import { clusterArguments, probePods, type Target } from './target.js';

/** Name of the Secret that the probe manifest makes; `key` is what the recorder wants to see a hash of. */
const SECRET = 'plegmatic-recorder';

const secret = z.object({ data: z.object({ key: z.string().min(1) }) });

export interface RecorderCall {
  /** Random hex: each call has its own, and the recorder starts nothing twice for one. */
  readonly boundary: string;
  /** Container whose layers the recorder is to have peeled; absent: its snapshot is read. */
  readonly container?: string;
  /** The time whose logs its snapshot is to hold too, as the bundle takes it (`FROM/TO`). */
  readonly window?: string;
  readonly deadlineMs: number;
  readonly capBytes: number;
  readonly apiMs: number;
  readonly signal?: AbortSignal;
  /** Called right before the recorder is asked. */
  readonly onCall?: () => void;
}

/**
 * One request to the recorder of the node's probe pod through the API server's proxy: neither the kubelet nor the container runtime has
 * a part in it. Never throws. @returns how kubectl ended, or a sentence why the recorder was not asked
 */
export async function callRecorder(
  target: Target,
  call: RecorderCall,
): Promise<{ readonly ran: Ran } | { readonly reason: string }> {
  const { namespace, delivery } = probePods(target);
  if (delivery === 'stdin') return { reason: 'the pods that are used here are not ours and have no recorder' };
  const [pod, key] = await Promise.all([
    findProbePod(target, call),
    ask(target, ['secret', SECRET, `--namespace=${namespace}`], secret, call),
  ]);
  if ('failure' in pod) return { reason: pod.failure.reason };
  if (pod.value.recorderPort === undefined)
    return { reason: 'this probe pod has no recorder: apply the probe manifest again' };
  if ('failure' in key) return { reason: `the recorder’s key could not be read: ${key.failure.reason}` };
  const { boundary, container } = call;
  const about = container ?? call.window?.replace('/', 'to');
  const words = [Buffer.from(key.value.data.key, 'base64').toString('utf8').trim(), boundary, about];
  const hash = createHash('sha256')
    .update(words.filter((word) => word !== undefined).join(' '))
    .digest('hex');
  // Reading is a GET, starting something a POST: a right of its own (`create` on pods/proxy).
  const verb = container === undefined ? ['get'] : ['create', '--filename=/dev/null'];
  const path = [boundary, hash, ...(about === undefined ? [] : [about])].join('/');
  const proxy = `/api/v1/namespaces/${namespace}/pods/${pod.value.name}:${pod.value.recorderPort}/proxy/${path}`;
  call.onCall?.();
  const { deadlineMs, capBytes, signal } = call;
  const argv = [...clusterArguments(target), ...verb, '--raw', proxy];
  return {
    ran: await runKubectl(target.kubectl ?? 'kubectl', argv, { deadlineMs, capBytes, signal, env: target.env }),
  };
}

/** The words are those of the API server's proxy and of recorder.sh, seen with kubectl 1.20 and 1.32. */
const KNOWN: readonly (readonly [says: RegExp, reason: string])[] = [
  [/recorder has another key/, 'the recorder has another key than the Secret: wait a minute, or restart the probe pod'],
  [/recorder has no (?:key|snapshot)/, 'the recorder has no snapshot to give yet'],
  [/has no peeler/, 'the probe pod has no /plegmatic/peel: make the manifest with --peel and apply it again'],
  [/MethodNotAllowed|BadRequest/, 'the recorder is from before peeling and windows: apply the probe manifest again'],
  [
    /\(Forbidden\)|is forbidden:/,
    'the collector may not ask the recorder: it needs `get`, and to peel `create`, on pods/proxy (deploy/probe)',
  ],
  [/error trying to reach service/, 'the API server cannot reach the recorder of the probe pod'],
  [/connection to the server .* was refused|Unable to connect to the server/, 'the API server cannot be reached'],
  [/\(NotFound\)/, 'the probe pod is not there'],
];

/** Why a recorder that was asked gave nothing, as a sentence. */
export function recorderReason(ran: Ran, deadlineMs: number): string {
  if (ran.ended === 'deadline') return `the recorder did not answer within ${Math.round(deadlineMs / 1000)} s`;
  if (ran.ended === 'cancelled') return 'it was cancelled';
  if (ran.ended === 'not-started') return `kubectl could not be started (${ran.error ?? 'unknown error'})`;
  const known = KNOWN.find(([says]) => says.test(ran.stderr));
  if (known) return missingRight(ran.stderr) ?? known[1];
  return `the recorder gave nothing: ${ran.stderr.trim().split('\n').at(-1)?.slice(0, 300) || 'nothing was said'}`;
}
