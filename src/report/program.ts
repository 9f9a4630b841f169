/** The names under which the programs of the chain write their logs, and ours for each. */
const NAMES: Readonly<Record<string, string>> = {
  docker: 'dockerd',
  'docker-current': 'dockerd',
  'dockerd-current': 'dockerd',
  'dockerd-ce': 'dockerd',
  'docker-containerd': 'containerd',
  'cri-o': 'crio',
  'crio-conmon': 'crio',
  auditd: 'audit',
  audispd: 'audit',
  'docker-runc': 'runc',
};

/** Programs that carry the kubelet inside, so that the source file of a line tells more than their name. */
export const CARRIES_KUBELET: ReadonlySet<string> = new Set([
  'k3s',
  'rke2',
  'k0s',
  'localkube',
  'hyperkube',
  'kubenswrapper',
  'microk8s.daemon-kubelet',
  'microk8s.daemon-kubelite',
  'kubelite',
]);

/** A syslog tag, unit or path in, the program's name in lower case out: `/usr/bin/docker-containerd` is containerd. */
export function programName(tag: string): string {
  if (tag.startsWith('(')) return 'systemd';
  const base = (tag.split('/').pop() ?? tag).toLowerCase().replace(/\.service$/, '');
  if (base.startsWith('containerd-shim') || base.startsWith('docker-containerd-shim')) return 'shim';
  return NAMES[base] ?? base;
}
