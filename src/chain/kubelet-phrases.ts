import type { Phrase } from './phrase.js';

/** Words of the kubelet, of dockershim and of the CRI call between them and the runtime. */
export const KUBELET_PHRASES: readonly Phrase[] = [
  {
    // A kubelet that starts skips its pods until the first look is over, and says so.
    words: 'PLEG is not healthy(?!: pleg has yet to be)|skipping pod synchronization(?! .{0,120}pleg has yet to be)',
    says: 'kubelet',
    breaks: null,
    doing: 'waiting for a complete look at all containers; something below does not answer in time',
  },
  {
    words:
      '(?:Readiness|Liveness|Startup) probe (?:failed|errored|for ".{1,400}?" failed)(?=.{0,80}(?:OCI runtime|rpc error|exec failed|command ".{1,300}?" timed out))',
    says: 'kubelet',
    breaks: null,
    doing: 'running an exec probe in a container',
  },
  {
    words:
      'from runtime service failed|(?:CreatePodSandbox|RunPodSandbox)[^:]{0,300}? failed|Failed (?:to )?create pod sandbox|failed to "(?:StartContainer|CreatePodSandbox|KillContainer|KillPodSandbox)"(?! for ".{1,253}?" with CrashLoopBackOff)|container start failed',
    says: 'kubelet',
    breaks: null,
    doing: 'asking the container runtime to start, look at or stop something',
  },
  {
    words: 'Container garbage collection failed|ContainerGCFailed',
    says: 'kubelet',
    breaks: null,
    doing: 'listing dead containers to remove them',
  },
  {
    words:
      "failed to run Kubelet|Failed to start ContainerManager|failed to load [Kk]ubelet config|failed to parse kubelet flag|Running with swap on is not supported|misconfiguration: kubelet cgroup driver|current set of available CPUs .{1,120}? doesn't match",
    says: 'kubelet',
    breaks: 'kubelet',
    doing: 'starting the kubelet itself',
  },
  {
    words:
      'Error getting node|Orphaned pod "|UnexpectedAdmissionError|Allocate failed due to|Failed to get system container stats|active client certificate has expired|bootstrap client certificate.{1,200} is expired|object ".{1,200}?"/".{1,200}?" not registered',
    says: 'kubelet',
    breaks: 'kubelet',
    doing: 'keeping its own books or talking to the API server',
  },
  {
    words: 'MountVolume\\.\\w{1,40} failed|Unable to attach or mount volumes|AttachVolume\\.Attach failed',
    says: 'kubelet',
    breaks: 'storage',
    doing: 'bringing a volume to a pod',
  },
  { words: 'Failed to pull image', says: 'kubelet', breaks: 'registry', doing: 'getting an image' },
  {
    words: 'SystemOOM|System OOM encountered',
    says: 'kubelet',
    breaks: 'kernel',
    doing: 'seeing the kernel kill for want of memory',
  },
  {
    words:
      'failed to set up sandbox container "|[Nn]etworkPlugin cni failed|failed to start sandbox container for pod|Error executing in Docker Container',
    says: 'dockershim',
    breaks: null,
    doing: 'making a pod sandbox through dockerd',
  },
  {
    words:
      'rpc error: code = (?!NotFound desc = an error occurred when try to find)[A-Z][A-Za-z]{1,30}(?=.{0,200}?(?:[Ss]andbox|[Cc]ontainer|snapshot|OCI ))',
    says: 'cri',
    breaks: null,
    doing: 'answering a gRPC call; the words behind it are the other side’s',
  },
  {
    words:
      'rpc error: code = (?!NotFound desc = an error occurred when try to find)[A-Z][A-Za-z]{1,30}(?!.{0,200}?(?:[Ss]andbox|[Cc]ontainer|snapshot|OCI ))',
    says: 'cri',
    breaks: null,
    doing: 'answering a gRPC call; the words behind it are the other side’s',
    weak: true,
  },
  {
    words: 'rpc error: code = \\d{1,3} desc',
    says: 'dockerd',
    breaks: null,
    doing: 'answering a gRPC call of the old docker; the words behind it are containerd’s',
    weak: true,
  },
  {
    words: 'runtime API is not implemented|unknown service runtime\\.v1',
    says: 'cri',
    breaks: 'containerd',
    doing: 'asking for a CRI version that the runtime does not serve',
  },
];
