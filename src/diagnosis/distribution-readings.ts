/** Kubernetes in one program of its own, with the kubelet and containerd inside: units, sockets and folders have other names there. */
export type Distribution = 'k3s' | 'rke2' | 'microk8s' | 'k0s';

/** How words of a runbook read there. */
export interface Reading {
  /** The words of a step that read otherwise there. */
  readonly words: RegExp;
  readonly en: string;
  readonly zh: string;
}

const UNITS = /(?:-u |-t |systemctl [a-z -]+)(?:kubelet|containerd)\b/;
const CTR = /(?:^|[\s;|&(`$])ctr(?:\s|$)/m;
const CRICTL = /(?:^|[\s;|&(`$])crictl(?:\s|$)/m;
const SOCKET = /\/run\/containerd\b/;
const DATA = /\/var\/lib\/containerd\b/;
const CONFIG = /\/etc\/containerd\/config\.toml/;
const KUBELET_DIR = /\/var\/lib\/kubelet\b/;

/**
 * Read 2026-11-30. K3s: k3s-io/docs 213 (the template), Rancher's page on worker nodes (crictl), deislabs/containerd-wasm-shims 197 (the log). RKE2:
 * docs.rke2.io/reference/logging and /advanced, Dockerfile and pkg/cli/cmds/completion.go. MicroK8s: microk8s-resources/default-args and wrappers,
 * snap/snapcraft.yaml. k0s: docs/runtime.md, docs/airgap-install.md, docs/configuration.md and docs/environment-variables.md.
 */
export const READINGS: Readonly<Record<Distribution, readonly Reading[]>> = {
  k3s: [
    {
      words: UNITS,
      en: 'K3s: the kubelet and containerd are inside the unit k3s (server) or k3s-agent; read -u k3s -u k3s-agent, and /var/lib/rancher/k3s/agent/containerd/containerd.log. A restart of k3s on a server restarts the API server too.',
      zh: 'K3s：kubelet 与 containerd 都在单元 k3s (server) 或 k3s-agent 里；请读 -u k3s -u k3s-agent，以及 /var/lib/rancher/k3s/agent/containerd/containerd.log。在 server 上重启 k3s 也会重启 API server。',
    },
    { words: CRICTL, en: 'K3s: crictl is k3s crictl.', zh: 'K3s：crictl 即 k3s crictl。' },
    { words: CTR, en: 'K3s: ctr is k3s ctr.', zh: 'K3s：ctr 即 k3s ctr。' },
    {
      words: SOCKET,
      en: 'K3s: /run/containerd is /run/k3s/containerd.',
      zh: 'K3s：/run/containerd 即 /run/k3s/containerd。',
    },
    {
      words: DATA,
      en: 'K3s: /var/lib/containerd is /var/lib/rancher/k3s/agent/containerd.',
      zh: 'K3s：/var/lib/containerd 即 /var/lib/rancher/k3s/agent/containerd。',
    },
    {
      words: CONFIG,
      en: 'K3s: the configuration is /var/lib/rancher/k3s/agent/etc/containerd/config.toml, written anew at each start; change the template (.tmpl) beside it.',
      zh: 'K3s：配置是 /var/lib/rancher/k3s/agent/etc/containerd/config.toml，每次启动都会重写；请改它旁边的模板 (.tmpl)。',
    },
  ],
  rke2: [
    {
      words: UNITS,
      en: 'RKE2: the kubelet and containerd are inside the unit rke2-server or rke2-agent; their logs are /var/lib/rancher/rke2/agent/logs/kubelet.log and /var/lib/rancher/rke2/agent/containerd/containerd.log.',
      zh: 'RKE2：kubelet 与 containerd 都在单元 rke2-server 或 rke2-agent 里；日志是 /var/lib/rancher/rke2/agent/logs/kubelet.log 与 /var/lib/rancher/rke2/agent/containerd/containerd.log。',
    },
    {
      words: CRICTL,
      en: 'RKE2: crictl is CRI_CONFIG_FILE=/var/lib/rancher/rke2/agent/etc/crictl.yaml /var/lib/rancher/rke2/bin/crictl.',
      zh: 'RKE2：crictl 即 CRI_CONFIG_FILE=/var/lib/rancher/rke2/agent/etc/crictl.yaml /var/lib/rancher/rke2/bin/crictl。',
    },
    {
      words: CTR,
      en: 'RKE2: ctr is /var/lib/rancher/rke2/bin/ctr -a /run/k3s/containerd/containerd.sock.',
      zh: 'RKE2：ctr 即 /var/lib/rancher/rke2/bin/ctr -a /run/k3s/containerd/containerd.sock。',
    },
    {
      words: SOCKET,
      en: 'RKE2: /run/containerd is /run/k3s/containerd.',
      zh: 'RKE2：/run/containerd 即 /run/k3s/containerd。',
    },
    {
      words: DATA,
      en: 'RKE2: /var/lib/containerd is /var/lib/rancher/rke2/agent/containerd.',
      zh: 'RKE2：/var/lib/containerd 即 /var/lib/rancher/rke2/agent/containerd。',
    },
    {
      words: CONFIG,
      en: 'RKE2: the configuration is /var/lib/rancher/rke2/agent/etc/containerd/config.toml, written anew at each start; change the template (.tmpl) beside it.',
      zh: 'RKE2：配置是 /var/lib/rancher/rke2/agent/etc/containerd/config.toml，每次启动都会重写；请改它旁边的模板 (.tmpl)。',
    },
  ],
  microk8s: [
    {
      words: UNITS,
      en: 'MicroK8s: the units are snap.microk8s.daemon-kubelite (the kubelet, and the API server with it) and snap.microk8s.daemon-containerd.',
      zh: 'MicroK8s：单元是 snap.microk8s.daemon-kubelite (kubelet，API server 也在其中) 与 snap.microk8s.daemon-containerd。',
    },
    {
      words: CRICTL,
      en: 'MicroK8s: crictl needs -r unix:///var/snap/microk8s/common/run/containerd.sock.',
      zh: 'MicroK8s：crictl 要加 -r unix:///var/snap/microk8s/common/run/containerd.sock。',
    },
    { words: CTR, en: 'MicroK8s: ctr is microk8s ctr.', zh: 'MicroK8s：ctr 即 microk8s ctr。' },
    {
      words: SOCKET,
      en: 'MicroK8s: /run/containerd is /var/snap/microk8s/common/run/containerd, the socket containerd.sock beside it.',
      zh: 'MicroK8s：/run/containerd 即 /var/snap/microk8s/common/run/containerd，套接字 containerd.sock 在它旁边。',
    },
    {
      words: DATA,
      en: 'MicroK8s: /var/lib/containerd is /var/snap/microk8s/common/var/lib/containerd.',
      zh: 'MicroK8s：/var/lib/containerd 即 /var/snap/microk8s/common/var/lib/containerd。',
    },
    {
      words: CONFIG,
      en: 'MicroK8s: the configuration is made from /var/snap/microk8s/current/args/containerd-template.toml.',
      zh: 'MicroK8s：配置由 /var/snap/microk8s/current/args/containerd-template.toml 生成。',
    },
  ],
  k0s: [
    {
      words: UNITS,
      en: 'k0s: the kubelet and containerd are inside the unit k0sworker (k0scontroller where it is a worker too).',
      zh: 'k0s：kubelet 与 containerd 都在单元 k0sworker 里 (兼作 worker 的控制节点是 k0scontroller)。',
    },
    {
      words: CRICTL,
      en: 'k0s: crictl needs -r unix:///run/k0s/containerd.sock.',
      zh: 'k0s：crictl 要加 -r unix:///run/k0s/containerd.sock。',
    },
    { words: CTR, en: 'k0s: ctr is k0s ctr.', zh: 'k0s：ctr 即 k0s ctr。' },
    {
      words: SOCKET,
      en: 'k0s: /run/containerd is /run/k0s/containerd, the socket containerd.sock beside it.',
      zh: 'k0s：/run/containerd 即 /run/k0s/containerd，套接字 containerd.sock 在它旁边。',
    },
    {
      words: DATA,
      en: 'k0s: /var/lib/containerd is /var/lib/k0s/containerd.',
      zh: 'k0s：/var/lib/containerd 即 /var/lib/k0s/containerd。',
    },
    {
      words: CONFIG,
      en: 'k0s: the configuration is /etc/k0s/containerd.toml.',
      zh: 'k0s：配置是 /etc/k0s/containerd.toml。',
    },
    {
      words: KUBELET_DIR,
      en: 'k0s: /var/lib/kubelet is /var/lib/k0s/kubelet.',
      zh: 'k0s：/var/lib/kubelet 即 /var/lib/k0s/kubelet。',
    },
  ],
};
