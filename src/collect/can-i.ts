import { runKubectl } from './kubectl.js';
import { type Cluster, clusterArguments } from './target.js';

/** One question to `kubectl auth can-i`. Without a namespace it is about the whole cluster. */
export interface Permission {
  readonly verb: string;
  readonly resource: string;
  /** One object of that kind; absent: all. */
  readonly name?: string;
  readonly subresource?: string;
  readonly namespace?: string;
}

export type Permitted = { readonly state: 'yes' | 'no' } | { readonly state: 'unknown'; readonly reason: string };

const DEADLINE_MS = 8000;

/** Whether our own credentials may do this. Never throws; what the API server did not answer is unknown. */
export async function canI(cluster: Cluster, asked: Permission): Promise<Permitted> {
  const where = asked.namespace === undefined ? '--all-namespaces' : `--namespace=${asked.namespace}`;
  const object = asked.name === undefined ? asked.resource : `${asked.resource}/${asked.name}`;
  const sub = asked.subresource === undefined ? [] : [`--subresource=${asked.subresource}`];
  const words = ['auth', 'can-i', asked.verb, object, ...sub, where];
  const ran = await runKubectl(cluster.kubectl ?? 'kubectl', [...clusterArguments(cluster), ...words], {
    deadlineMs: DEADLINE_MS,
    capBytes: 65_536,
    env: cluster.env,
  });
  // "no" ends with code 1, and so does every failure: the word decides.
  const said = /^(yes|no)\b/.exec(ran.stdout.trim())?.[1];
  if (said === 'yes' || said === 'no') return { state: said };
  const last = ran.stderr.trim().split('\n').at(-1);
  return { state: 'unknown', reason: ran.ended === 'exit' ? (last ?? '') : `kubectl: ${ran.ended}` };
}
