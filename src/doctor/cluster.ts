import { canI, type Permission } from '../collect/can-i.js';
import { kubectlVersion } from '../collect/kubectl-version.js';
import { probePodsOf } from '../collect/probe-pods.js';
import { type Cluster, probePods } from '../collect/target.js';
import { failed, type Line, notChecked, ok, some, warning } from './line.js';

const APPLY = 'sh scripts/probe-manifest.sh IMAGE | kubectl apply -f -';

/** kubectl, the API server, our rights there, and the probe pods of one cluster. `demanded`: this process is to collect; `peels`: somebody may peel. */
export async function examineCluster(
  cluster: Cluster,
  { demanded, peels }: { readonly demanded: boolean; readonly peels: boolean },
): Promise<readonly Line[]> {
  const { name, kubectl = 'kubectl' } = cluster;
  const version = await kubectlVersion(cluster);
  const rest = (why: string): readonly Line[] =>
    (['rights', 'probe pods'] as const).map((part) => notChecked(part, `${name}: ${why}`, 'Mend the line above first'));
  if (version.client === undefined) {
    const says = `${kubectl} does not run: ${version.reason}`;
    const fix = 'Install kubectl, or set KUBECTL to its path';
    const elsewhere = `${fix}; on a machine that only runs the bot it is not needed`;
    const line = demanded ? failed('kubectl', says, fix) : notChecked('kubectl', says, elsewhere);
    return [line, ...rest('kubectl is needed for it')];
  }
  const found = ok('kubectl', `${kubectl} is ${version.client}`);
  if (version.server === undefined) {
    const says = `${name}: the API server does not answer: ${version.reason}`;
    const fix = 'Set KUBECONFIG (or run in a pod with a ServiceAccount), and look at the network and the API server';
    const line = demanded ? failed('cluster', says, fix) : notChecked('cluster', says, fix);
    return [found, line, ...rest('the API server is needed for it')];
  }
  const reached = ok('cluster', `${name}: the API server is ${version.server}`);
  const [rights, pods] = await Promise.all([examineRights(cluster, peels), examinePods(cluster)]);
  return [found, reached, ...rights, ...pods];
}

interface Need extends Permission {
  readonly why: string;
}

/** The collector's whole need: deploy/probe/rbac.yaml grants this and no more. */
const needs = (namespace: string): readonly Need[] => [
  { verb: 'list', resource: 'nodes', why: 'the inventory' },
  { verb: 'get', resource: 'nodes', why: 'conditions and versions of a node' },
  { verb: 'list', resource: 'pods', why: 'which pod is on which node, restarts and exit codes' },
  { verb: 'list', resource: 'events', why: 'events of a node' },
  { verb: 'list', resource: 'pods', namespace, why: 'finding the probe pods' },
  { verb: 'get', resource: 'pods', namespace, why: 'kubectl exec asks for its pod first' },
  { verb: 'create', resource: 'pods', subresource: 'exec', namespace, why: 'running the probes' },
  {
    verb: 'get',
    resource: 'pods',
    subresource: 'proxy',
    namespace,
    why: 'the recorder of a node whose runtime is sick',
  },
  { verb: 'get', resource: 'secrets', name: 'plegmatic-recorder', namespace, why: 'the key the recorder wants to see' },
];

/** Where somebody may peel: deploy/probe/peel.yaml. */
const peelNeeds = (namespace: string): readonly Need[] => [
  {
    verb: 'create',
    resource: 'pods',
    subresource: 'exec',
    why: 'trying `true` in a container, for peeling the layers',
  },
  {
    verb: 'create',
    resource: 'pods',
    subresource: 'proxy',
    namespace,
    why: 'having the recorder peel where exec is what is broken',
  },
];

/** What nobody should hand a collector: each of these makes a stolen one worse. */
const excess = (namespace: string, peels: boolean): readonly Permission[] => [
  // Peeling the layers is an exec of `true` wherever the container is.
  ...(peels ? [] : [{ verb: 'create', resource: 'pods', subresource: 'exec' }]),
  { verb: 'get', resource: 'secrets' },
  { verb: 'create', resource: 'pods', namespace },
  { verb: 'delete', resource: 'pods' },
  { verb: 'patch', resource: 'nodes' },
  { verb: 'patch', resource: 'daemonsets.apps', namespace },
];

const shown = ({ verb, resource, name, subresource, namespace }: Permission): string =>
  `${verb} ${resource}${name === undefined ? '' : `/${name}`}${subresource === undefined ? '' : `/${subresource}`}${namespace === undefined ? ' in every namespace' : ` in ${namespace}`}`;

async function examineRights(cluster: Cluster, peels: boolean): Promise<readonly Line[]> {
  const { namespace } = probePods(cluster);
  const asked = async <T extends Permission>(all: readonly T[]) =>
    Promise.all(all.map(async (one) => ({ one, got: await canI(cluster, one) })));
  const [needed, peeling] = await Promise.all([asked(needs(namespace)), asked(peels ? peelNeeds(namespace) : [])]);
  const lines: Line[] = needed.flatMap(({ one, got }): Line[] => {
    if (got.state === 'yes') return [];
    const says = `${cluster.name}: these credentials may not ${shown(one)} (for ${one.why})`;
    return got.state === 'unknown'
      ? [notChecked('rights', `${cluster.name}: ${shown(one)}: ${got.reason}`, 'Ask again once the API server answers')]
      : [failed('rights', says, 'Apply deploy/probe/rbac.yaml and use its ServiceAccount')];
  });
  for (const { one } of peeling.filter(({ got }) => got.state === 'no')) {
    const says = `${cluster.name}: somebody may peel, but these credentials may not ${shown(one)} (for ${one.why})`;
    lines.push(warning('rights', says, 'Make the probe manifest with --peel and apply it again'));
  }
  if (lines.length === 0) lines.push(ok('rights', `${cluster.name}: everything a collection needs`));
  const too = (await asked(excess(namespace, peels)))
    .filter(({ got }) => got.state === 'yes')
    .map(({ one }) => shown(one));
  if (too.length > 0)
    lines.push(
      warning(
        'rights',
        `${cluster.name}: these credentials may do more than a collection needs: ${too.join('; ')}`,
        'Use the ServiceAccount plegmatic-collector of deploy/probe/rbac.yaml',
      ),
    );
  return lines;
}

async function examinePods(cluster: Cluster): Promise<readonly Line[]> {
  const { name } = cluster;
  const answer = await probePodsOf(cluster);
  if ('failure' in answer) return [notChecked('probe pods', `${name}: ${answer.failure.reason}`, 'Mend that first')];
  const of = (...states: readonly string[]) => answer.value.filter(({ state }) => states.includes(state));
  const lines: Line[] = [];
  // On a node that is down itself the pod cannot be ready: that is what the diagnosis is for.
  const sick = of('not-ready', 'missing').filter(({ nodeReady }) => !nodeReady);
  const broken = of('not-ready').filter(({ nodeReady }) => nodeReady);
  const missing = of('missing').filter(({ nodeReady }) => nodeReady);
  const names = (pods: readonly { node: string }[]): string => some(pods.map(({ node }) => node));
  if (missing.length > 0)
    lines.push(failed('probe pods', `${name}: none on ${names(missing)}`, `Apply the DaemonSet: ${APPLY}`));
  if (broken.length > 0) {
    const { namespace, selector } = probePods(cluster);
    const look = `Look at it: kubectl -n ${namespace} describe pod -l ${selector}`;
    lines.push(failed('probe pods', `${name}: not ready on ${names(broken)}`, look));
  }
  if (of('old').length > 0)
    lines.push(
      warning(
        'probe pods',
        `${name}: the bundle of another version is on ${names(of('old'))}`,
        `Apply again: ${APPLY}`,
      ),
    );
  if (sick.length > 0)
    lines.push(
      notChecked(
        'probe pods',
        `${name}: no ready pod on ${names(sick)}, and the node is not ready itself`,
        `Diagnose the node: plegmatic node ${sick[0]?.node}`,
      ),
    );
  const good = of('ready').length;
  if (good > 0 || answer.value.length === 0)
    lines.push(ok('probe pods', `${name}: ready with the current bundle on ${good} of ${answer.value.length} nodes`));
  return lines;
}
