import { LINKS, type Link } from '../chain/links.js';

const SHORT: Partial<Record<Link, string>> = { 'runc-init': 'init', cri: 'CRI' };
/** Two roads lead from the kubelet to containerd: through dockershim and dockerd, or through the CRI. */
const DOCKER: readonly Link[] = ['kubelet', 'dockershim', 'dockerd', 'containerd', 'shim', 'runc', 'runc-init'];
const CRI: readonly Link[] = ['kubelet', 'cri', 'containerd', 'shim', 'runc', 'runc-init'];

/**
 * @param links every link that speaks, broke, or is known to run.
 * @param brokenAt the link to mark; one of the ground (kernel, cgroup, ...) is set below the chain.
 * @returns for example `kubelet > dockershim > dockerd > containerd > shim > [runc] > init`.
 */
export function chainLine(links: readonly Link[], brokenAt: Link | null): string {
  const road = links.includes('dockershim') || links.includes('dockerd') ? DOCKER : CRI;
  const shown = road.map((link) => (link === brokenAt ? `[${SHORT[link] ?? link}]` : (SHORT[link] ?? link)));
  const ground = brokenAt !== null && !road.includes(brokenAt) && LINKS.includes(brokenAt);
  return shown.join(' > ') + (ground ? `   (below: [${brokenAt}])` : '');
}
