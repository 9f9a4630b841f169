/** Labels that name a machine or something that runs on one. Datadog writes `kube_node:x`, Prometheus `node="x"`. */
const NODE_LABELS = [
  'node',
  'nodename',
  'node_name',
  'kube_node',
  'kubernetes_node',
  'instance',
  'host',
  'hostname',
  'k8s_node',
];
const POD_LABELS = ['pod', 'pod_name', 'kube_pod', 'exported_pod'];
const CLUSTER_LABELS = ['cluster', 'cluster_name', 'kube_cluster_name', 'kubernetes_cluster', 'k8s_cluster'];
const NAMESPACE_LABELS = ['namespace', 'kube_namespace', 'exported_namespace'];

const VALUE = '([A-Za-z0-9][A-Za-z0-9._/:-]{0,252})';

/** First value of a label: `name=v`, `name = v`, `name="v"`, `*name:* v`, `name: v`, `name:v`, and Robusta's name, space, `v` in backticks. */
export function label(text: string, name: string): string | undefined {
  return values(text, [name])[0];
}

/** The cluster that the alert says it is about; Robusta writes it behind *Source:*. */
export function clusterLabel(text: string): string | undefined {
  return values(text, CLUSTER_LABELS)[0] ?? /\*Source:\*\s{0,3}`([A-Za-z0-9][\w.-]{0,199})/.exec(text)?.[1];
}

function values(text: string, names: readonly string[]): readonly string[] {
  const pattern = new RegExp(
    `(?<![\\w-])(?:${names.join('|')})(?:["'*_\`]{0,3}\\s{0,2}[=:]["'*_\`]{0,3}\\s{0,3}["'*_\`]{0,3}|[ \\t]{1,3}\`)${VALUE}`,
    'gi',
  );
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? '').replace(/[.:/-]+$/, ''));
}

/** Nodes, addresses without their port, and pods with their namespace, as the labels name them. */
export function labelNames(text: string): readonly string[] {
  const nodes = values(text, NODE_LABELS).map((value) => value.replace(/:\d{1,5}$/, ''));
  const namespaces = values(text, NAMESPACE_LABELS);
  const pods = values(text, POD_LABELS).flatMap((pod) => [
    ...(pod.includes('/') ? [] : namespaces.map((namespace) => `${namespace}/${pod}`)),
    pod,
  ]);
  return [...nodes, ...pods];
}

// A title and the labels of a group; longer texts name what they are about in their labels.
const MOST_WORDS = 2000;

/** Every word that could be a name: the default template of Alertmanager prints values without their labels. */
export function words(text: string): readonly string[] {
  return text
    .split(/[\s,;()"'`=|<>{}[\]*]+/, MOST_WORDS)
    .flatMap((word) => {
      const bare = word.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
      const colon = bare.indexOf(':');
      return colon === -1 ? [bare] : [bare.slice(0, colon), bare.slice(colon + 1)];
    })
    .filter((word) => word.length > 1 && word.length <= 253 && /[a-z0-9]/.test(word));
}
