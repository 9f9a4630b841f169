import { podList } from '../facts/api-objects.js';
import { type Answer, type Asking, ask } from './ask.js';
import { isNodeName, probePods, type Target } from './target.js';

/** The pod that a node's collection runs in. */
export interface ProbePod {
  readonly name: string;
  /** The port its recorder listens on; absent where the pod has none. */
  readonly recorderPort?: number;
}

/** The running probe pod of the target's node. */
export async function findProbePod(target: Target, asking: Asking): Promise<Answer<ProbePod>> {
  const { namespace, selector } = probePods(target);
  const words = [
    'pods',
    `--namespace=${namespace}`,
    `--selector=${selector}`,
    `--field-selector=spec.nodeName=${target.node}`,
  ];
  const found = await ask(target, words, podList, asking);
  if ('failure' in found) return found;
  // A node that does not report any more leaves its pods "Running" in the API: that is worth a try.
  const pods = found.value.items.filter((pod) => isNodeName(pod.metadata.name));
  const pod = pods.find((one) => one.status?.phase === 'Running') ?? pods[0];
  if (pod) {
    const ports = (pod.spec?.containers ?? []).flatMap((one) => one.ports ?? []);
    const recorderPort = ports.find((port) => port.name === 'recorder')?.containerPort ?? undefined;
    return { value: { name: pod.metadata.name, recorderPort } };
  }
  const reason = `no probe pod (${selector}) is on ${target.node}: apply the probe manifest in namespace ${namespace}`;
  return { failure: { kind: 'no-probe-pod', reached: 'never', reason } };
}
