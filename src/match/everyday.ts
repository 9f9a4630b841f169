import { foldAscii } from './fold.js';

/**
 * Lines that a healthy node writes all day, of every program of the chain: the most frequent forms of a kubelet's, dockerd's and
 * containerd's log of one day, of a kernel's and a systemd's, and of the programs whose logs are pasted beside them. Ids are made up.
 * What a pattern requires must not be in these alone: the engine would be asked of most lines of every log.
 */
export const EVERYDAY_LINES: readonly string[] = [
  'I0301 10:11:12.123456    4711 kubelet.go:1843] SyncLoop (PLEG): "web-7d9_default(8f1c)", event: &pleg.PodLifecycleEvent{ID:"8f1c", Type:"ContainerStarted"}',
  'I0301 10:11:12.123456    4711 kubelet.go:2124] "SyncLoop (probe)" probe="readiness" status="ready" pod="default/web-7d9"',
  'I0301 10:11:12.123456    4711 scope.go:95] [topologymanager] RemoveContainer - Container ID: 4f0c9a1b2c3d',
  'I0301 10:11:12.123456    4711 topology_manager.go:187] [topologymanager] Topology Admit Handler',
  'I0301 10:11:12.123456    4711 kuberuntime_container.go:635] Killing container "docker://4f0c9a1b2c3d" with a 30 second grace period',
  'W0301 10:11:12.123456    4711 pod_container_deletor.go:79] Container "4f0c9a1b2c3d" not found in pod\'s containers',
  'I0301 10:11:12.123456    4711 reconciler.go:224] operationExecutor.VerifyControllerAttachedVolume started for volume "default-token-x7k2p" (UniqueName: "kubernetes.io/secret/8f1c-default-token-x7k2p") pod "web-7d9" (UID: "8f1c")',
  'I0301 10:11:12.123456    4711 operation_generator.go:672] MountVolume.SetUp succeeded for volume "default-token-x7k2p" (UniqueName: "kubernetes.io/secret/8f1c") pod "web-7d9" (UID: "8f1c")',
  'I0301 10:11:12.123456    4711 operation_generator.go:797] UnmountVolume.TearDown succeeded for volume "kubernetes.io/secret/8f1c" (OuterVolumeSpecName: "default-token-x7k2p"). PluginName "kubernetes.io/secret", VolumeGidValue ""',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="ignoring event" container=4f0c9a1b2c3d module=libcontainerd namespace=moby topic=/tasks/delete type="*events.TaskDelete"',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="Layer sha256:4f0c9a1b2c3d cleaned up"',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="loading plugin \\"io.containerd.ttrpc.v1.task\\"..." runtime=io.containerd.runc.v2 type=io.containerd.ttrpc.v1',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="starting signal loop" namespace=moby path=/run/containerd/io.containerd.runtime.v2.task/moby/4f0c9a1b2c3d pid=4711',
  'time="2024-03-01T10:11:12Z" level=info msg="shim disconnected" id=4f0c9a1b2c3d namespace=moby',
  'time="2024-03-01T10:11:12Z" level=info msg="cleaning up dead shim"',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="StartContainer for \\"4f0c9a1b2c3d\\" returns successfully"',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="RunPodSandbox for &PodSandboxMetadata{Name:web-7d9,Uid:8f1c,Namespace:default,Attempt:0,} returns sandbox id \\"4f0c9a1b2c3d\\""',
  'time="2024-03-01T10:11:12.123456789Z" level=info msg="ImageUpdate event name:\\"docker.io/library/nginx:1.25\\" labels:{key:\\"io.cri-containerd.image\\" value:\\"managed\\"}"',
  'time="2024-03-01T10:11:12.123456789Z" level=error msg="copy shim log" error="read /proc/self/fd/15: file already closed"',
  'time="2024-03-01T10:11:12.123456789Z" level=warning msg="failed to load plugin io.containerd.snapshotter.v1.devmapper" error="devmapper not configured"',
  '[123456.789012] IPv6: ADDRCONF(NETDEV_CHANGE): veth12ab34: link becomes ready',
  '[123456.789012] cni0: port 7(veth12ab34) entered forwarding state',
  'Mar  1 10:11:12 node-7 systemd[1]: Started libcontainer container 4f0c9a1b2c3d.',
  'Mar  1 10:11:12 node-7 systemd[1]: run-containerd-runc-k8s.io-4f0c9a1b2c3d-runc.X7k2Pq.mount: Deactivated successfully.',
  'Mar  1 10:11:12 node-7 kubelet[4711]: I0301 10:11:12.123456    4711 prober.go:114] "Probe succeeded" probeType="Liveness" pod="default/web-7d9" containerName="web"',
  'Mar  1 10:11:12 node-7 dockerd[812]: time="2024-03-01T10:11:12Z" level=info msg="Container 4f0c9a1b2c3d exited"',
  'step 18200 | loss 1.9731 | lr 2.9e-04 | tokens/s 183422 | grad norm 0.41 | eta 3 days, 2:11:05',
  'node-7:812:1033 [3] NCCL INFO Channel 07/0 : 11[4] -> 12[5] via P2P/IPC/read',
  'GET /healthz 200 0.3ms - user-agent="kube-probe/1.21" remote=10.2.3.4:51234',
];

const folded = EVERYDAY_LINES.map(foldAscii);
const known = new Map<string, boolean>();

/** @returns whether these words, in lower case, stand in lines that a healthy node writes all day. */
export function isEveryday(literal: string): boolean {
  const before = known.get(literal);
  if (before !== undefined) return before;
  const everyday = folded.some((line) => line.includes(literal));
  known.set(literal, everyday);
  return everyday;
}
