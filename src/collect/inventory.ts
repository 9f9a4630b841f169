import { type NodeObject, nodeList, type PodObject, podList } from '../facts/api-objects.js';
import { type Asking, ask } from './ask.js';
import type { Failure } from './failure.js';
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
    ask(cluster, ['nodes'], nodeList, asking),
    ask(cluster, ['pods', '--all-namespaces'], podList, asking),
  ]);
  if ('failure' in nodes) return nodes;
  // Without pods the nodes still serve: only POD -> node is missing until the next round.
  const items = 'value' in pods ? pods.value.items : [];
  return {
    value: {
      cluster: cluster.name,
      at,
      nodes: nodes.value.items.map(nodeOf).filter((node) => isNodeName(node.name)),
      pods: Object.fromEntries(items.map(podOf)),
    },
    probes: new Map(items.flatMap((pod) => probeOf(pod, probePods(cluster)))),
  };
}
