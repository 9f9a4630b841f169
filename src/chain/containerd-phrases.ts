import type { Phrase } from './phrase.js';

/** Words of containerd's stores, of its CRI plugin, of the shim and of conmon, that only name the place. Upstream: containerd 1.2 to 2.3, conmon 2.0 to 2.2. */
export const CONTAINERD_PHRASES: readonly Phrase[] = [
  {
    words:
      'failed to get listener for (?:debug|metrics|main|TCP)|creating temp mount location|failed to migrate to \\S{1,80}\\.\\d|invalid (?:disabled plugin|plugin key) URI|unknown proxy plugin type',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'starting, or reading its configuration',
  },
  {
    words:
      'failed commit on ref|unexpected commit (?:digest|size)|failed size validation|blob \\S{1,90} expected at|remove ingest directory|close ingest file|stat on ingest file failed|failed to discard to offset|missing parent ".{1,200}?" bucket|failed to get parent chain|uncommittable snapshot|prepare snapshot dir|failed to reclaim snapshot directory|failed walking backend snapshots|unexpected error from snapshotter|is not committed snapshot|failed to cleanup temp snapshot directory|mount callback failed on|unmounting temp mounts|mount helper \\[|setxattr ".{1,200}?" for key|failed call to UtimesNanoAt|(?:set loop (?:fd|device info)|configure loop device)|could not (?:get free loop device|open (?:backing file|loop device))|failed to prepare (?:extraction snapshot|idmapped overlay)|failed to remove snapshot|failed to syncfs for|dmsetup [a-z]{3,12} error',
    says: 'containerd',
    breaks: 'storage',
    doing: 'keeping the layers and snapshots of images',
  },
  {
    words:
      '[Ff]ailed to (?:create|remove) (?:volatile )?(?:container|sandbox) root directory|[Ff]ailed to (?:setup|cleanup) sandbox files|failed to (?:create|mount) sandbox shm|failed to write (?:hostname|resolv content) to|failed to generate sandbox hosts file|failed to copy host\'s resolv\\.conf|failed to create container (?:io|loggers)\\b|failed to create and open log file|failed to checkpoint status to|Fail to write [\\\\"]{1,3}std(?:out|err)|when redirecting stream',
    says: 'containerd',
    breaks: 'containerd',
    doing: 'keeping the files and logs of a pod’s sandbox and containers',
  },
  {
    words:
      '[Ff]ailed to forcibly stop (?:sandbox|container)|failed to (?:kill|stop|delete|get) sandbox container|an error occurred (?:when|while) try(?:ing)? to find (?:sandbox|container)(?!.{0,120}: not found)|failed to drain exec process|failed to (?:set|reset) (?:removing|starting) state for container|failed to (?:save|update|get) (?:stored )?sandbox (?:metadata|status)|unable to save sandbox|failed to wait for (?:sandbox container|containerd) task|Failed to handle (?:backOff )?event|failed to start sandbox container task|failed to get OCI Spec for container',
    says: 'containerd',
    breaks: null,
    doing: 'carrying out a CRI call on a pod or container',
  },
  {
    words:
      'failed to bind mount ns\\b|failed to (?:umount|stat) netns|network namespace for sandbox ".{1,80}?" is closed|execute portforward in network namespace|cni conf dir(?:=| )|cni network conf monitor error|[Ff]ailed to (?:remove|update) (?:the )?network namespace',
    says: 'containerd',
    breaks: 'cni',
    doing: 'keeping a pod’s network namespace, or watching its CNI configuration',
  },
  {
    words:
      'failed to retrieve OCI runtime (?:container|exec) pi|failed to create (?:OCI runtime|runc) io pipes|failed to open stdin fifo|failed to start console copy|failed to initialized? platform behavior|failed rootfs umount|[Ff]ailed to cleanup rootfs mount|failed to mount rootfs component|failed to read init pid file|failed to listen to (?:abstract )?unix socket|set OOM Score on shim|waiting for shim to exit|failed to shutdown shim in time|remove both bundle and workdir locations|leaving bundle for debugging|invalid state transition "|cannot (?:start|delete|kill|pause|resume|update|resize) a (?:deleted|running) process|cannot exec in a (?:deleted|created) state|start new shim for sandbox|the shim might be leaked|cleaning leaked shim process|bootstrap\\.json when restoring bundle',
    says: 'shim',
    breaks: 'shim',
    doing: 'keeping one container: its pipes, its root mount, its process',
  },
  {
    words: 'conmon(?:\\[\\d{1,10}\\]:)? [0-9a-f]{12,64} <error>: |\\[conmon:e\\]',
    says: 'shim',
    breaks: 'shim',
    doing: 'standing beside a container as conmon (in CRI-O and podman it takes the shim’s place)',
  },
];
