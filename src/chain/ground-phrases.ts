import type { Phrase } from './phrase.js';

/** What the chain stands on: cgroups, systemd, CNI, storage, registry, NVIDIA, kernel. */
export const GROUND_PHRASES: readonly Phrase[] = [
  {
    words:
      'applying cgroup configuration|unable to apply cgroup configuration|adding pid \\d{1,10} to cgroups|setting cgroup config|cannot enter cgroupv2|failed to write \\S{1,80} to (?:cgroup\\.procs|cpuset\\.cpus|memory\\.\\S{1,40}|cpu\\.\\S{1,40})|bpf_prog_query\\(BPF_CGROUP',
    says: 'runc',
    breaks: 'cgroup',
    doing: 'putting the process under its cgroup limits',
  },
  {
    words: 'cgroups: cannot find cgroup mount',
    says: 'containerd',
    breaks: 'cgroup',
    doing: 'looking for the cgroup mounts',
  },
  {
    words:
      'unable to start unit|Launch helper exited|Unit \\S{1,253}\\.(?:scope|slice) (?:already exists|was already loaded|not found)|Failed to reload daemon',
    says: null,
    breaks: 'systemd',
    doing: 'asking systemd for a unit',
  },
  {
    words:
      '(?:docker|containerd|kubelet|crio)\\.service: (?:[Mm]ain process exited|Failed with result|Start request repeated)',
    says: 'systemd',
    breaks: null,
    doing: 'seeing a daemon of the chain end',
  },
  {
    words:
      'failed to set up pod ".{1,300}?" network|plugin type="|failed to find plugin "|no IP addresses available|failed to set bridge addr|unable to connect to Cilium|loadFlannelSubnetEnv|failed to assign an IP address to container|cni (?:plugin not|config un)initialized',
    says: 'cni',
    breaks: 'cni',
    doing: 'giving a pod its network',
  },
  {
    words:
      'failed to resolve reference|failed to pull (?:and unpack )?image|failed to do request: \\w|manifest unknown|pull access denied|toomanyrequests',
    says: null,
    breaks: 'registry',
    doing: 'fetching an image from a registry',
  },
  {
    words:
      'failed to remove root filesystem|error creating overlay mount|failed to register layer|initializing graphdriver|devmapper: Thin Pool has|failed to extract layer|failed to convert whiteout|layer does not exist(?! in)',
    says: null,
    breaks: 'storage',
    doing: 'handling image layers or a container’s root file system',
  },
  {
    words: 'intelRdt is specified in config|Intel RDT(?:/[A-Z]{3})? (?:is )?not|intelrdt: unable to',
    says: 'runc',
    breaks: 'host',
    doing: 'asking for a share of cache that this host does not give',
  },
  {
    words:
      'nvidia-container-cli: |NVRM: (?!loading )|nvml error|Failed to initialize NVML|error running (?:prestart )?hook',
    says: 'nvidia',
    breaks: 'nvidia',
    doing: 'bringing a GPU into the container',
  },
  {
    words: 'invoked oom-killer|Memory cgroup out of memory|Out of memory: Kill|oom-kill:constraint|oom_reaper: reaped',
    says: 'kernel',
    breaks: 'kernel',
    doing: 'killing a process for want of memory',
  },
  {
    words:
      'INFO: task \\S{1,40} blocked for more than|unregister_netdevice: waiting for|nf_conntrack: table full|neighbou?r table overflow|page allocation failure|soft lockup|fork rejected by pids controller',
    says: 'kernel',
    breaks: 'kernel',
    doing: 'reaching one of its own limits, or waiting for something that does not come',
  },
  {
    words: 'EXT4-fs error|Buffer I/O error|I/O error, dev|XFS \\(\\S{1,40}\\): .{0,80}?(?:[Cc]orrupt|shutting down)',
    says: 'kernel',
    breaks: 'storage',
    doing: 'reading or writing a disk',
  },
  {
    words: 'AVC apparmor="DENIED".{0,300}?comm="(?:runc|containerd|dockerd)',
    says: 'kernel',
    breaks: 'kernel',
    doing: 'refusing an action under a security profile',
  },
];
