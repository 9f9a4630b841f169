import type { Link } from '../../src/chain/links.js';
import type { Facts } from '../../src/facts/fact.js';

/** The program behind a link, and the fact that holds its version. */
const PROGRAMS: Partial<Readonly<Record<Link, readonly [name: string, fact: string]>>> = {
  kubelet: ['kubelet', 'kubelet.version'],
  dockershim: ['kubelet', 'kubelet.version'],
  dockerd: ['dockerd', 'dockerd.version'],
  cri: ['containerd', 'containerd.version'],
  containerd: ['containerd', 'containerd.version'],
  shim: ['containerd', 'containerd.version'],
  runc: ['runc', 'runc.version'],
  'runc-init': ['runc', 'runc.version'],
  kernel: ['kernel', 'kernel.version'],
  cgroup: ['kernel', 'kernel.version'],
  systemd: ['systemd', 'systemd.version'],
  nvidia: ['nvidia-container-runtime', 'nvidia-container-runtime.version'],
};

/** `runc 1.0.0-rc93`: what a node runs at the link that breaks; undefined where it is not known. */
export function versionThatBreaks(link: Link, facts: Facts): string | undefined {
  const program = PROGRAMS[link];
  const fact = program === undefined ? undefined : facts[program[1]];
  return fact?.state === 'known' && typeof fact.value === 'string' ? `${program?.[0]} ${fact.value}` : undefined;
}
