import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { nodeList, podList } from '../facts/api-objects.js';
import { type Answer, ask } from './ask.js';
import { shippedScript } from './options.js';
import { type Cluster, probePods } from './target.js';

/** The probe pod of one node. `old`: it has another bundle than the one shipped with this version. */
export interface NodeProbe {
  readonly node: string;
  readonly nodeReady: boolean;
  readonly state: 'ready' | 'old' | 'not-ready' | 'missing';
}

/** Annotation of the pods: the SHA-256 of their bundle and recorder (scripts/probe-manifest.sh). */
const BUNDLE_SUM = 'plegmatic/probes';
const API_MS = 10_000;

/** Every node of a cluster with its probe pod. Never throws. */
export async function probePodsOf(cluster: Cluster): Promise<Answer<readonly NodeProbe[]>> {
  const { namespace, selector, delivery } = probePods(cluster);
  const [nodes, pods] = await Promise.all([
    ask(cluster, ['nodes'], nodeList, { apiMs: API_MS }),
    ask(cluster, ['pods', `--namespace=${namespace}`, `--selector=${selector}`], podList, { apiMs: API_MS }),
  ]);
  if ('failure' in nodes) return nodes;
  if ('failure' in pods) return pods;
  const shipped = await Promise.all(
    (['probes.sh', 'recorder.sh'] as const).map((name) => readFile(shippedScript(name))),
  );
  const sum = createHash('sha256').update(Buffer.concat(shipped)).digest('hex');
  const isTrue = (conditions: { type: string; status: string }[] | null | undefined): boolean =>
    conditions?.some((one) => one.type === 'Ready' && one.status === 'True') === true;
  const value = nodes.value.items.map(({ metadata, status }): NodeProbe => {
    const own = pods.value.items.filter((pod) => pod.spec?.nodeName === metadata.name);
    const ready = own.filter((pod) => isTrue(pod.status?.conditions));
    // A pod that is not ours is sent the bundle: it cannot be old.
    const current = ready.filter((pod) => delivery === 'stdin' || pod.metadata.annotations?.[BUNDLE_SUM] === sum);
    const state = current.length > 0 ? 'ready' : ready.length > 0 ? 'old' : own.length > 0 ? 'not-ready' : 'missing';
    return { node: metadata.name, nodeReady: isTrue(status?.conditions), state };
  });
  return { value };
}
