/** Where a collection goes. Everything in it comes from configuration and the inventory, nothing from a message. */
export interface Cluster {
  /** As people call it. */
  readonly name: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  /** Path of kubectl, default `kubectl`. */
  readonly kubectl?: string;
  readonly probe?: Partial<ProbePods>;
  /** Environment of kubectl; absent: that of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface ProbePods {
  readonly namespace: string;
  readonly selector: string;
  readonly container: string;
  /** `configmap`: the pod has the bundle, the exec is a fixed argv. `stdin`: the same file is sent to a pod that is not ours. */
  readonly delivery: 'configmap' | 'stdin';
}

export interface Target extends Cluster {
  readonly node: string;
}

const PROBE_PODS: ProbePods = {
  namespace: 'plegmatic',
  selector: 'app=plegmatic-probe',
  container: 'probe',
  delivery: 'configmap',
};

export function probePods(cluster: Cluster): ProbePods {
  return { ...PROBE_PODS, ...cluster.probe };
}

/** RFC 1123 subdomain: what a node may be called. Nothing else ever becomes a word of a command. */
export function isNodeName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(text);
}

/** Words before the verb. Slashes of a path are fine; a value cannot be read as a flag, it is glued to its own. */
export function clusterArguments(cluster: Cluster): string[] {
  return [
    ...(cluster.kubeconfig === undefined ? [] : [`--kubeconfig=${cluster.kubeconfig}`]),
    ...(cluster.context === undefined ? [] : [`--context=${cluster.context}`]),
  ];
}
