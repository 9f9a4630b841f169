import type { z } from 'zod';
import { type Failure, failureOf } from './failure.js';
import { runKubectl } from './kubectl.js';
import { type Cluster, clusterArguments } from './target.js';

/** A list of 5,000 pods with all they carry is about 60 MB; of one node's it is 2. */
const CAP_BYTES = 64_000_000;

export interface Asking {
  readonly apiMs: number;
  readonly signal?: AbortSignal;
}

export type Answer<T> = { readonly value: T } | { readonly failure: Failure };

/** One `kubectl get ... -o json`, or `get --raw PATH`, read by a schema. Never throws. */
export async function ask<T>(
  cluster: Cluster,
  words: readonly string[],
  schema: z.ZodType<T>,
  asking: Asking,
): Promise<Answer<T>> {
  const seconds = Math.ceil(asking.apiMs / 1000);
  const ran = await runKubectl(
    cluster.kubectl ?? 'kubectl',
    // No --request-timeout: kubectl multiplies it by its retries, and with any override of the kind it forgets that it runs in a pod
    // and asks localhost:8080. Our own deadline is the one that holds.
    [...clusterArguments(cluster), 'get', ...words, ...(words[0] === '--raw' ? [] : ['--output=json'])],
    { deadlineMs: asking.apiMs, capBytes: CAP_BYTES, signal: asking.signal, env: cluster.env },
  );
  if (ran.ended !== 'exit' || ran.code !== 0) {
    const failure = failureOf(ran, [], 0, seconds);
    return { failure: { ...failure, reason: failure.reason.replace('kubectl exec', 'kubectl get') } };
  }
  try {
    return { value: schema.parse(JSON.parse(ran.stdout)) };
  } catch (error) {
    const reason = `the API server’s answer could not be read: ${error instanceof Error ? error.message.slice(0, 200) : ''}`;
    return { failure: { kind: 'unreadable', reached: 'never', reason } };
  }
}
