import { type NodeObject, nodeList, type PodObject, podList } from '../facts/api-objects.js';
import { type Answer, type Asking, ask } from './ask.js';
import { type Cluster, isNodeName } from './target.js';

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
  /** `namespace/name` -> node. */
  readonly pods: Record<string, string>;
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

function podOf({ metadata, spec }: PodObject): [string, string][] {
  return spec?.nodeName ? [[`${metadata.namespace}/${metadata.name}`, spec.nodeName]] : [];
}

/** Nodes and pods of a cluster. @returns the inventory, or the failure as a sentence. Never throws. */
export async function fetchInventory(
  cluster: Cluster,
  options: Partial<Asking> & { readonly now?: () => Date } = {},
): Promise<Answer<Inventory>> {
  const asking = { apiMs: options.apiMs ?? 20_000, signal: options.signal };
  const at = (options.now?.() ?? new Date()).toISOString();
  const [nodes, pods] = await Promise.all([
    ask(cluster, ['nodes'], nodeList, asking),
    ask(cluster, ['pods', '--all-namespaces'], podList, asking),
  ]);
  if ('failure' in nodes) return nodes;
  return {
    value: {
      cluster: cluster.name,
      at,
      nodes: nodes.value.items.map(nodeOf).filter((node) => isNodeName(node.name)),
      // Without pods the nodes still serve: only POD -> node is missing until the next round.
      pods: 'value' in pods ? Object.fromEntries(pods.value.items.flatMap(podOf)) : {},
    },
  };
}
