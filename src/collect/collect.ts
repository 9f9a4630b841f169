import type { CollectionReport } from '../facts/collection.js';
import { type Facts, known, unknown } from '../facts/fact.js';
import type { ProbeOutput } from '../facts/probe.js';
import { readNode } from '../facts/read-node.js';
import { type ApiRead, askApi } from './api.js';
import { type Execed, execProbes } from './exec.js';
import type { Failure } from './failure.js';
import { findProbePod } from './find-pod.js';
import { type Collecting, type CollectOptions, collecting } from './options.js';
import { isNodeName, type Target } from './target.js';

export interface Collected {
  readonly facts: Facts;
  readonly collection: CollectionReport;
  /** Why the exec failed, if it did; `reached: never` is the only kind that may be tried again. */
  readonly failure?: Failure;
  /** What the facts were read from: the probes' own output and the objects of the API server. */
  readonly outputs: readonly ProbeOutput[];
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Before the one retry of an exec that never reached the node: a kubelet that has just started needs some seconds. */
const RETRY_AFTER_MS = 1_500;
const NOT_ASKED: ApiRead = { facts: {}, failed: [], answered: false, objects: {} };
const RETRY = new Set(['no-pod', 'no-api']);

/**
 * Collects the facts of one node: one bounded exec of the probe bundle, and beside it what the API server knows.
 * Never throws for what a node, a cluster or kubectl does: what could not be read is unknown, with the reason.
 * @param target where; the node's name must be in the inventory, which the caller has checked
 * @throws Error for a node name that is no RFC 1123 name or a probe id that does not exist: mistakes of the caller
 */
export async function collect(target: Target, options: CollectOptions = {}): Promise<Collected> {
  if (!isNodeName(target.node)) throw new Error('a node name is an RFC 1123 name: lower-case letters, digits, - and .');
  const how = collecting(options);
  const at = how.now().toISOString();
  // Single probes join a collection that has asked the API server already.
  const asked = options.probes === undefined ? askApi(target, how, at) : NOT_ASKED;
  const [exec, api] = await Promise.all([execStep(target, how), asked]);
  const why = exec.failure?.reason ?? 'the bundle on the node does not have this probe: apply the probe manifest again';
  const node = readNode(exec.outputs, how.probes, at, why);
  const read = exec.outputs.length > 0;
  // When nothing came, one line says it for all probes.
  const failed = [...(read ? node.failed : [{ probe: 'exec', reason: why }]), ...api.failed];
  return {
    facts: { ...merged(node.facts, api.facts), 'exec.channel': channel(exec, at) },
    collection: {
      step: read ? 'exec' : api.answered ? 'api' : 'none',
      complete: exec.done && failed.length === 0,
      failed,
      at,
    },
    failure: exec.failure,
    outputs: exec.outputs,
    objects: api.objects,
  };
}

async function execStep(target: Target, how: Collecting): Promise<Execed> {
  const hinted = how.pod === undefined ? undefined : await execProbes(target, how.pod, how.probes, how);
  // The pod may have been replaced since it was seen: nothing reached the node, so asking anew costs nothing.
  const first = hinted === undefined || hinted.failure?.kind === 'no-pod' ? await execOnce(target, how) : hinted;
  if (first.failure === undefined || first.failure.reached !== 'never' || !RETRY.has(first.failure.kind)) return first;
  await pause(RETRY_AFTER_MS, how.signal);
  return how.signal?.aborted ? first : execOnce(target, how);
}

async function execOnce(target: Target, how: Collecting): Promise<Execed> {
  const pod = await findProbePod(target, how);
  if ('failure' in pod) return { outputs: [], done: false, failure: pod.failure, words: [] };
  return execProbes(target, pod.value, how.probes, how);
}

/** What the node says of itself stands before what the API server remembers of it. */
function merged(node: Facts, api: Facts): Facts {
  const facts: Record<string, Facts[string]> = { ...node };
  for (const [name, fact] of Object.entries(api)) if (facts[name]?.state !== 'known') facts[name] = fact;
  return facts;
}

function channel(exec: Execed, at: string): Facts[string] {
  const source = 'kubectl exec';
  if (exec.done) return known([], source, { at });
  if (exec.words.length > 0) return known(exec.words, source, { at });
  return unknown(`no exec was tried: ${exec.failure?.reason ?? 'no probe pod'}`, { source, at });
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}
