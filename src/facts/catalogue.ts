import type { Scheme } from '../versions/scheme.js';
import type { FactTime } from './fact.js';
import type { FactSpec } from './fact-spec.js';
import { PROCESS_FACTS } from './process-facts.js';

export type { Column, FactKind, FactSpec } from './fact-spec.js';

const version = (scheme: Scheme, meaning: string): FactSpec => ({ kind: 'version', scheme, time: 'standing', meaning });
const text = (time: FactTime, meaning: string): FactSpec => ({ kind: 'text', time, meaning });
const number = (time: FactTime, meaning: string, unit?: string): FactSpec => ({ kind: 'number', time, meaning, unit });
const flag = (time: FactTime, meaning: string): FactSpec => ({ kind: 'flag', time, meaning });
const lines = (meaning: string): FactSpec => ({ kind: 'lines', time: 'cumulative', meaning });

/**
 * Every fact a probe can yield and a check may ask for. The loader refuses a check on a name that is not here.
 * `sysctl.NAME` is a family: any dotted sysctl name, a number where it reads as one.
 */
export const CATALOGUE = {
  'kubelet.version': version('kubernetes', 'version of the running kubelet'),
  'dockerd.version': version('docker', 'version of the running dockerd'),
  'containerd.version': version('containerd', 'version of the running containerd'),
  'runc.version': version('runc', 'version of the runc that the shim really runs'),
  'runc.path': text('standing', 'path of the runc that the shim really runs'),
  'runc.libseccomp_version': version('plain', 'libseccomp version runc prints'),
  'nvidia-container-runtime.version': version('plain', 'version of the NVIDIA container runtime or toolkit'),
  'nvidia.driver_version': version('plain', 'NVIDIA kernel driver version from /proc/driver/nvidia/version'),
  'crio.version': version('plain', 'version of the running CRI-O'),
  'kernel.version': version('kernel', 'uname -r'),
  'systemd.version': version('plain', 'version of systemd, where it is pid 1'),
  'os.id': text('standing', 'ID and VERSION_ID of /etc/os-release, e.g. debian 12'),
  'kubelet.cpu_manager_policy': text('standing', 'none or static'),
  'kubelet.cgroup_driver': text('standing', 'cgroupfs or systemd'),
  'kubelet.pod_pids_limit': number('standing', 'pod pids limit, -1 for none'),
  'kubelet.swap_on': flag('momentary', 'a swap area is active on the host'),
  'dockerd.cgroup_driver': text('standing', 'cgroupfs or systemd'),
  'dockerd.storage_driver': text('standing', 'overlay2, devicemapper, ...'),
  'dockerd.live_restore': flag('standing', 'live-restore in daemon.json or on the command line'),
  'containerd.shim_debug': flag('standing', 'shims run with -debug, so a panic would be logged'),
  'cgroup.version': number('standing', '1 or 2: what is mounted at /sys/fs/cgroup'),
  ...PROCESS_FACTS,
  'cgroup.pids': {
    kind: 'rows',
    key: 'container',
    time: 'momentary',
    meaning: 'pids controller of containers and their ancestors',
    columns: {
      path: { type: 'text', meaning: 'cgroup path' },
      pod: { type: 'text', meaning: 'pod uid or namespace/name' },
      container: { type: 'text', meaning: 'container id' },
      current: { type: 'number', meaning: 'pids.current' },
      max: { type: 'number', none: 'unlimited', meaning: 'pids.max; null for "max"' },
      headroom: { type: 'number', none: 'unlimited', meaning: 'derived: max - current; null where max is null' },
      refused: {
        type: 'number',
        time: 'cumulative',
        meaning: 'max of pids.events: forks refused since the cgroup was made',
      },
      refused_grew: { type: 'flag', time: 'cumulative', meaning: 'derived: refused rose between two samples' },
    },
  },
  'cgroup.memory': {
    kind: 'rows',
    key: 'container',
    time: 'momentary',
    meaning: 'memory controller of containers and their ancestors',
    columns: {
      path: { type: 'text', meaning: 'cgroup path' },
      pod: { type: 'text', meaning: 'pod uid or namespace/name' },
      container: { type: 'text', meaning: 'container id' },
      usage_bytes: { type: 'number', meaning: 'memory.usage_in_bytes or memory.current' },
      limit_bytes: { type: 'number', none: 'unlimited', meaning: 'limit; null for none' },
      headroom_bytes: {
        type: 'number',
        none: 'unlimited',
        meaning: 'derived: limit - usage; null where limit is null',
      },
      oom_kills: { type: 'number', time: 'cumulative', meaning: 'oom_kill of memory.oom_control or memory.events' },
      oom_kills_grew: { type: 'flag', time: 'cumulative', meaning: 'derived: oom_kills rose between two samples' },
    },
  },
  'cgroup.freezer': {
    kind: 'rows',
    key: 'container',
    time: 'momentary',
    meaning: 'frozen or freezing cgroups of containers',
    columns: {
      path: { type: 'text', meaning: 'cgroup path' },
      pod: { type: 'text', meaning: 'pod uid' },
      container: { type: 'text', meaning: 'container id' },
      frozen: { type: 'flag', meaning: 'freezer.state FROZEN or cgroup.freeze 1' },
    },
  },
  'runc.states': {
    kind: 'rows',
    key: 'container',
    time: 'momentary',
    meaning: 'state.json of each container under the runtime roots',
    columns: {
      container: { type: 'text', meaning: 'container id' },
      path: { type: 'text', meaning: 'path of state.json' },
      bytes: { type: 'number', meaning: 'size; 0 is damaged' },
      valid: {
        type: 'flag',
        meaning: 'complete JSON when it was read last; false: damaged in both looks; null: neither was seen',
      },
      inode: { type: 'number', meaning: 'inode: constant across updates when runc rewrites in place' },
      mtime_age_seconds: { type: 'number', meaning: 'seconds since its last write' },
      moved: { type: 'flag', meaning: 'mtime advanced between the collection’s two looks' },
      inode_kept: { type: 'flag', meaning: 'mtime advanced and the inode stayed: rewritten in place' },
    },
  },
  'audit.kills': {
    kind: 'rows',
    key: 'opid',
    time: 'momentary',
    meaning: 'audit records of kill(2): who signalled whom',
    columns: {
      time: { type: 'text', meaning: 'ISO time of the record' },
      signal: { type: 'number', meaning: 'signal number' },
      opid: { type: 'number', meaning: 'target pid' },
      ocomm: { type: 'text', meaning: 'target comm' },
      exe: { type: 'text', meaning: 'executable of the killer' },
      comm: { type: 'text', meaning: 'comm of the killer' },
      proctitle: { type: 'text', meaning: 'decoded command line of the killer' },
    },
  },
  units: {
    kind: 'rows',
    key: 'unit',
    time: 'momentary',
    meaning: 'systemd units of the chain',
    columns: {
      unit: { type: 'text', meaning: 'unit name' },
      active: { type: 'text', meaning: 'ActiveState' },
      sub: { type: 'text', meaning: 'SubState' },
      restarts: { type: 'number', time: 'cumulative', meaning: 'NRestarts' },
      tasks_current: { type: 'number', meaning: 'tasks in the unit’s cgroup' },
      tasks_max: { type: 'number', none: 'unlimited', meaning: 'TasksMax; null for infinity' },
    },
  },
  disks: {
    kind: 'rows',
    key: 'mount',
    time: 'momentary',
    meaning: 'file systems that the chain lives on',
    columns: {
      mount: { type: 'text', meaning: 'mount point' },
      device: { type: 'text', meaning: 'device' },
      type: { type: 'text', meaning: 'file system type' },
      size_bytes: { type: 'number', meaning: 'size' },
      free_bytes: { type: 'number', meaning: 'free for root' },
      used_percent: { type: 'number', meaning: 'used share, 0 to 100' },
      inodes_used_percent: { type: 'number', meaning: 'used inodes, 0 to 100; null where the file system has none' },
      read_only: { type: 'flag', meaning: 'mounted ro' },
    },
  },
  limits: {
    kind: 'rows',
    key: 'name',
    time: 'momentary',
    meaning: 'host-wide limits and their use',
    columns: {
      name: {
        type: 'text',
        meaning: 'pid_max, threads-max, file-max, inotify.max_user_instances, nf_conntrack_max, keys.maxkeys, memcg',
      },
      used: { type: 'number', meaning: 'in use' },
      max: { type: 'number', meaning: 'the limit' },
      used_percent: { type: 'number', meaning: 'derived: used share, 0 to 100' },
    },
  },
  'journal.kubelet': lines('journal or log file of the kubelet in the window'),
  'journal.dockerd': lines('journal or log file of dockerd in the window'),
  'journal.containerd': lines('journal or log file of containerd in the window'),
  'kernel.log': lines('kernel ring buffer in the window'),
  'node.conditions': {
    kind: 'rows',
    key: 'type',
    time: 'momentary',
    meaning: 'conditions of the node object',
    columns: {
      type: { type: 'text', meaning: 'Ready, MemoryPressure, ...' },
      status: { type: 'text', meaning: 'True, False or Unknown' },
      reason: { type: 'text', meaning: 'reason word' },
      message: { type: 'text', meaning: 'message' },
      since: { type: 'text', meaning: 'lastTransitionTime' },
    },
  },
  'node.events': lines('events about the node and its pods, one a line: time type reason object: message'),
  pods: {
    kind: 'rows',
    key: 'container',
    time: 'momentary',
    meaning: 'containers of the pods on this node, as the API server knows them',
    columns: {
      pod: { type: 'text', meaning: 'namespace/name' },
      uid: { type: 'text', meaning: 'pod uid' },
      name: { type: 'text', meaning: 'container name' },
      container: { type: 'text', meaning: 'container id without its runtime prefix' },
      phase: { type: 'text', meaning: 'pod phase' },
      ready: { type: 'flag', meaning: 'container ready' },
      restarts: { type: 'number', time: 'cumulative', meaning: 'restartCount' },
      waiting_reason: { type: 'text', meaning: 'reason of the waiting state' },
      exit_code: { type: 'number', meaning: 'exit code of the last termination' },
      exit_reason: { type: 'text', meaning: 'reason of the last termination, e.g. OOMKilled, Error' },
      finished_at: { type: 'text', meaning: 'end of the last termination' },
      ended_seconds_ago: { type: 'number', meaning: 'seconds between that end and the collection' },
      killed_from_outside: {
        type: 'flag',
        meaning:
          'derived: ended with 137 and Error in the last 15 min, and the whole kernel log of that time has no OOM kill in its cgroup; true or absent',
      },
    },
  },
  'dockerd.answers': flag('momentary', 'dockerd answered its API within the deadline'),
  'containerd.answers': flag('momentary', 'containerd answered its API within the deadline'),
  'cri.answers': flag('momentary', 'the CRI endpoint answered within the deadline'),
  'kubelet.answers': flag('momentary', 'the kubelet answered healthz within the deadline'),
  'exec.channel': lines('what kubectl exec itself said when it failed, with its exit code'),
  peel: {
    kind: 'rows',
    key: 'layer',
    time: 'momentary',
    meaning:
      'the same exec tried at each layer of the chain, outermost first; only when somebody had the layers peeled',
    columns: {
      layer: { type: 'text', meaning: 'kubelet, dockerd, cri, containerd or runc' },
      answer: { type: 'text', meaning: 'works, fails, hangs or absent' },
      tries: { type: 'number', meaning: 'how often it was tried, up to the first failure' },
      exit_code: { type: 'number', meaning: 'exit code of the last try' },
      milliseconds: { type: 'number', meaning: 'all tries together' },
      ran: { type: 'text', meaning: 'the command' },
      words: { type: 'text', meaning: 'what the layer said, both streams' },
    },
  },
  'time.synchronized': flag('momentary', 'the clock is synchronized (adjtimex)'),
} as const satisfies Record<string, FactSpec>;

export type FactName = keyof typeof CATALOGUE | `sysctl.${string}`;

const SYSCTL: FactSpec = { kind: 'number', time: 'standing', meaning: 'kernel parameter' };

/** @returns the spec of a fact name, or undefined where the catalogue has none. */
export function factSpec(name: string): FactSpec | undefined {
  if (Object.hasOwn(CATALOGUE, name)) return CATALOGUE[name as keyof typeof CATALOGUE];
  return /^sysctl\.[a-z0-9_.-]+$/.test(name) ? SYSCTL : undefined;
}
