import { type NodeObject, nodeObject, type PodObject, podObject } from '../facts/api-objects.js';
import type { Asking } from './ask.js';
import type { Failure } from './failure.js';
import { listAll } from './list-all.js';
import { type Cluster, isNodeName, type ProbePods, probePods } from './target.js';

export interface InventoryNode {
  readonly name: string;
  readonly addresses: string[];
  /** Value of the first pool label a provider sets; absent where there is none. */
  readonly pool?: string;
  readonly ready: boolean;
}

/** What the bot must know of a cluster to read a report: no secret in it. */
export interface Inventory {
  readonly cluster: string;
  readonly at: string;
  readonly nodes: InventoryNode[];
  /** `namespace/name` -> node; '' while the scheduler has found none. */
  readonly pods: Record<string, string>;
  /** Why pods of the cluster are missing from `pods`; absent: all are there. */
  readonly pods_missing?: string;
}

/** The inventory, and what the collector keeps to itself. */
export interface Fetched {
  readonly value: Inventory;
  /** Running probe pod of a node, by node: saves a question when the node is collected from. */
  readonly probes: ReadonlyMap<string, string>;
}

const POOLS = [
  'eks.amazonaws.com/nodegroup',
  'cloud.google.com/gke-nodepool',
  'kubernetes.azure.com/agentpool',
  'karpenter.sh/nodepool',
  'alibabacloud.com/nodepool-id',
  'node.kubernetes.io/pool',
  'pool',
];

function nodeOf({ metadata, status }: NodeObject): InventoryNode {
  const labels = metadata.labels ?? {};
  const pool = POOLS.map((key) => labels[key]).find((value) => value !== undefined);
  const ready = status?.conditions?.find((one) => one.type === 'Ready')?.status === 'True';
  return {
    name: metadata.name,
    addresses: (status?.addresses ?? []).map((one) => one.address),
    ...(pool === undefined ? {} : { pool }),
    ready,
  };
}

function podOf({ metadata, spec }: PodObject): [string, string] {
  return [`${metadata.namespace}/${metadata.name}`, spec?.nodeName ?? ''];
}

/** Selectors are `key=value` lists: the configuration takes no other. */
function probeOf({ metadata, spec, status }: PodObject, { namespace, selector }: ProbePods): [string, string][] {
  const labelled = selector.split(',').every((pair) => {
    const [key = '', value] = pair.split('=');
    return metadata.labels?.[key] === value;
  });
  const runs = status?.phase === 'Running' && isNodeName(metadata.name);
  return runs && labelled && metadata.namespace === namespace && spec?.nodeName ? [[spec.nodeName, metadata.name]] : [];
}

/** Nodes and pods of a cluster. @returns the inventory, or the failure as a sentence. Never throws. */
export async function fetchInventory(
  cluster: Cluster,
  options: Partial<Asking> & { readonly now?: () => Date } = {},
): Promise<Fetched | { readonly failure: Failure }> {
  const asking = { apiMs: options.apiMs ?? 20_000, signal: options.signal };
  const at = (options.now?.() ?? new Date()).toISOString();
  const [nodes, pods] = await Promise.all([
    listAll(cluster, 'nodes', nodeObject, nodeOf, asking),
    listAll(
      cluster,
      'pods',
      podObject,
      (pod) => ({ place: podOf(pod), probe: probeOf(pod, probePods(cluster)) }),
      asking,
    ),
  ]);
  if (nodes.failure !== undefined) return { failure: nodes.failure };
  return {
    value: {
      cluster: cluster.name,
      at,
      nodes: nodes.items.filter((node) => isNodeName(node.name)),
      pods: Object.fromEntries(pods.items.map(({ place }) => place)),
      // Without them the nodes still serve: only POD -> node is missing, and whoever asks for a pod is told.
      ...(pods.failure === undefined ? {} : { pods_missing: pods.failure.reason }),
    },
    probes: new Map(pods.items.flatMap(({ probe }) => probe)),
  };
}
