import type { Phrase } from './phrase.js';

/** Words of dockerd, containerd and the shim. Upstream: moby daemon/, containerd pkg/cri, runtime/v1 and v2, pkg/process. */
export const DAEMON_PHRASES: readonly Phrase[] = [
  {
    words: 'Error response from daemon|Handler for [A-Z]{3,7} \\S{1,300} returned error|Cannot start service',
    says: 'dockerd',
    breaks: null,
    doing: 'answering a client of the Docker API',
  },
  {
    words:
      'Error running exec|stream copy error: reading from a closed fifo|timed out starting health check|Could not send KILL signal',
    says: 'dockerd',
    breaks: null,
    doing: 'running a process in a container; the streams close because it did not start',
  },
  {
    words:
      'failed to ful?fil mount request|failed to restore container with containerd|failed to prepare mount ?points for container|failed to load container mount|failed to update (?:stopped|RemovalInProgress) container state',
    says: 'dockerd',
    breaks: 'dockerd',
    doing: 'restoring a container, or mounting its file system',
  },
  {
    words: '[Cc]annot (?:stop|kill) container|failed to exit within .{1,40}? of (?:signal|kill)',
    says: 'dockerd',
    breaks: null,
    doing: 'stopping a container',
  },
  {
    words: 'Error starting daemon|failed to start daemon',
    says: 'dockerd',
    breaks: 'dockerd',
    doing: 'starting dockerd itself',
  },
  {
    words:
      'driver failed programming external connectivity|could not find an available, non-overlapping IPv4|network sandbox join failed|failed to create endpoint|Error initializing network controller',
    says: 'dockerd',
    breaks: 'dockerd',
    doing: 'wiring a container to a Docker network',
  },
  {
    words: 'Cannot connect to the Docker daemon',
    says: null,
    breaks: 'dockerd',
    doing: 'calling dockerd, which does not answer',
  },
  {
    words:
      'The swarm does not have a leader|raft: no elected cluster leader|network sandbox join failed|Timeout was reached before node joined',
    says: 'dockerd',
    breaks: 'dockerd',
    doing: 'agreeing with the other nodes of its swarm',
  },
  {
    words: 'failed to create task for container|Create container failed with error',
    says: 'dockerd',
    breaks: null,
    doing: 'asking containerd for a task',
  },
  {
    words: 'grpc: the connection is unavailable',
    says: 'dockerd',
    breaks: 'containerd',
    doing: 'calling containerd, which is gone',
  },
  {
    words:
      'failed to create containerd (?:task|container)|failed to start containerd task|failed to (?:create|start) sandbox|failed to start exec "|failed to exec in container|failed to create shim task|failed to generate (?:spec|container "[^"]{1,80}" spec)|failed to apply OCI options|failed to setup network for sandbox|failed to create network namespace for sandbox|failed to get sandbox image|containerd: container not found',
    says: 'containerd',
    breaks: null,
    doing: 'making or starting a task',
  },
  {
    words: 'failed to reserve (?:container|sandbox) name|Failed to run CRI service|failed to recover state',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'keeping its own record of pods and containers',
  },
  {
    words: 'NRI (?:RunPodSandbox failed|(?:sandbox|container|pod) [a-z-]{4,20} (?:notification )?failed)',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'asking its NRI plugins',
  },
  {
    words: 'cleaning up after (?:killed|dead) shim',
    says: 'containerd',
    breaks: 'shim',
    doing: 'noticing that a shim died, and killing what it held',
    own: true,
  },
  {
    words:
      'failed to start shim|failed to load existing shims|(?:failed to load|unable to load|failed to delete|unable to migrate) shim\\b|failed to shutdown shim task|unsupported shim (?:version|client)',
    says: 'containerd',
    breaks: 'shim',
    doing: 'starting the shim of a container, finding it again, or ending it',
  },
  {
    words:
      'shim pipe not ready|logging binary did not call ready|failed to start (?:logging )?binary process|create new shim socket|write existing socket for shim|open shim log pipe|containerd-shim: opening|failed to adjust OOM score for shim|set shim OOM score',
    says: 'shim',
    breaks: 'shim',
    doing: 'making its own socket, pipes and score before it serves',
  },
  {
    words: 'ttrpc: (?:closed|client shutting down|server closed)|failed to create TTRPC connection',
    says: 'containerd',
    breaks: 'shim',
    doing: 'calling the shim, whose socket is closed: it has exited',
  },
  {
    words: 'runc did not terminate suc{1,2}es{1,2}fully',
    says: 'containerd',
    breaks: 'runc',
    doing: 'running runc and getting a failure back',
  },
  {
    words:
      '(?:OCI|oci) runtime (?:exec|create|start|state|killall|kill|pause|resume|restore|delete|checkpoint|update) failed|oci runtime error',
    says: 'shim',
    breaks: 'runc',
    doing: 'running the OCI runtime and passing on the last error of its log',
  },
  {
    words: 'unable to retrieve OCI runtime error',
    says: 'shim',
    breaks: 'runc',
    doing: 'looking for runc’s error: it wrote none',
  },
  {
    words: 'github\\.com/containerd/containerd/(?:runtime/v[12]/(?:linux/proc|shim|runc)|pkg/process)\\b',
    says: 'shim',
    breaks: 'shim',
    doing: 'running shim code: a frame of a crash',
    own: true,
  },
  {
    words: 'github\\.com/docker/containerd/supervisor',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'running containerd 0.2 code: a frame of a crash',
    own: true,
  },
  {
    words: 'panic: invalid page type',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'reading its bolt database',
  },
];
