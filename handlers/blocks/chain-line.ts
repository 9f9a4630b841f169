import type { Link } from '../../src/chain/links.js';
import type { Words } from '../words/words.js';

const DOCKER: readonly Link[] = ['kubelet', 'dockershim', 'dockerd', 'containerd', 'shim', 'runc', 'runc-init'];
const CRI: readonly Link[] = ['kubelet', 'cri', 'containerd', 'shim', 'runc', 'runc-init'];
const NAMES: Partial<Record<Link, string>> = { 'runc-init': 'init', cri: 'CRI' };

/** Which road this node's containers take: dockershim and dockerd, or the CRI. */
export type Road = 'docker' | 'cri';

/** @param said links that speak in the text or are known to run on the node. */
export function roadOf(said: readonly Link[]): Road {
  return said.includes('dockershim') || said.includes('dockerd') ? 'docker' : 'cri';
}

/**
 * The chain as one line, the broken link in brackets: `kubelet > dockershim > dockerd > containerd > shim > [runc] > init`.
 * A link of the ground (kernel, cgroup, ...) stands after a bar. `felt` is where people notice it.
 */
export function chainLine(road: Road, breaksAt: Link | null, feltAt: Link | null, words: Words): string {
  const links = road === 'docker' ? DOCKER : CRI;
  const shown = links.map((link) => (link === breaksAt ? `[${name(link)}]` : name(link))).join(' > ');
  const ground = breaksAt !== null && !links.includes(breaksAt) ? ` | ${words.underIt}: [${name(breaksAt)}]` : '';
  const felt = feltAt !== null && feltAt !== breaksAt ? `   ${words.feltAt} ${name(feltAt)}` : '';
  return `${shown}${ground}${felt}`;
}

function name(link: Link): string {
  return NAMES[link] ?? link;
}
