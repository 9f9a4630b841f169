import { runKubectl } from '../collect/kubectl.js';
import type { Cluster } from '../collect/target.js';
import type { Config } from '../config.js';
import { clusterName } from '../jobs/payloads.js';

/** The clusters this collector serves: those of the configuration, else the one kubectl points at by itself. */
export async function clustersOf(config: Config, env?: Cluster['env']): Promise<readonly Cluster[]> {
  const common = { kubectl: config.kubectl, probe: config.probe, env };
  const named = Object.entries(config.clusters).map(([name, { context, kubeconfig }]) => ({
    ...common,
    name,
    context,
    kubeconfig: kubeconfig ?? config.kubeconfig,
  }));
  if (named.length > 0) return named;
  return [{ ...common, name: await currentContext(config, env), kubeconfig: config.kubeconfig }];
}

/** In a pod there is no context; people then call it `default`. */
async function currentContext(config: Config, env?: Cluster['env']): Promise<string> {
  const kubeconfig = config.kubeconfig === undefined ? [] : [`--kubeconfig=${config.kubeconfig}`];
  const argv = [...kubeconfig, 'config', 'current-context'];
  const ran = await runKubectl(config.kubectl, argv, { deadlineMs: 5000, capBytes: 4096, env });
  const name = clusterName.safeParse(ran.code === 0 ? ran.stdout.trim() : '');
  return name.success ? name.data : 'default';
}
