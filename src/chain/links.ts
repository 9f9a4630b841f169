/**
 * The links of the container-runtime chain, outermost first, then the ground it stands on.
 * Closed list: signatures name the link that broke (`breaks_at`) and the link where it is felt (`felt_at`).
 */
export const LINKS = [
  'kubelet',
  'dockershim',
  'cri',
  'dockerd',
  'containerd',
  'shim',
  'runc',
  'runc-init',
  'kernel',
  'cgroup',
  'systemd',
  'cni',
  'storage',
  'registry',
  'nvidia',
  'host',
] as const;
export type Link = (typeof LINKS)[number];

/** Who speaks in a nested error, outermost first, and where it breaks as far as the text tells. */
export interface ChainReading {
  readonly emitted_by: readonly Link[];
  readonly breaks_at: Link | null;
}
