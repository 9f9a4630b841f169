/** What the lab's nodes showed, in the form `--facts` takes. */
const BUSY = '715621513d30cdcf1497dae023c3e9baa309001f9875f568866f38fd5cdac4ea';
const PATH = `/kubepods/burstable/podfd75a79f-cf74-45da-b9c3-39507f8a9d9f/${BUSY}`;
const PODS = [{ pod: 'shop/cart-1', uid: 'fd75a79f-cf74-45da-b9c3-39507f8a9d9f', name: 'web', container: BUSY }];
const state = (parts: object) => [
  { container: BUSY, path: `/run/docker/runtime-runc/moby/${BUSY}/state.json`, ...parts },
];
const init = { pid: 29721, ppid: 1, elapsed_seconds: 912, stat: 'Ssl', wchan: 'anon_pipe_write', args: 'runc init' };
const kill = { signal: 9, opid: 27732, exe: '/usr/bin/kill', comm: 'kill', proctitle: 'kill -9 27732' };

export const LAB = {
  race: {
    'runc.version': '1.0.0-rc10',
    'kubelet.cpu_manager_policy': 'static',
    'runc.states': state({ bytes: 8808, valid: true, inode: 5359913, moved: true, inode_kept: true }),
  },
  damaged: {
    'runc.version': '1.1.1',
    'runc.states': state({ bytes: 0, valid: false, moved: false, mtime_age_seconds: 7200 }),
  },
  pidsLimit: {
    'runc.version': '1.0.0-rc93',
    'cgroup.pids': [{ path: PATH, container: BUSY, current: 19, max: 20, refused: 21, refused_grew: true }],
    'cgroup.memory': [
      { path: PATH, container: BUSY, usage_bytes: 860160, limit_bytes: null, oom_kills: 0, oom_kills_grew: false },
    ],
    pods: PODS,
  },
  memoryLimit: {
    'runc.version': '1.1.1',
    'cgroup.pids': [{ path: PATH, container: BUSY, current: 3, max: 200, refused: 0, refused_grew: false }],
    'cgroup.memory': [
      { path: PATH, container: BUSY, usage_bytes: 399360, limit_bytes: 400000, oom_kills: 4, oom_kills_grew: true },
    ],
    'kernel.log': [
      'Memory cgroup out of memory: Killed process 27580 (runc:[2:INIT]) total-vm:1015728kB, anon-rss:768kB, file-rss:5716kB, shmem-rss:0kB, UID:0 pgtables:132kB oom_score_adj:0',
    ],
    pods: PODS,
  },
  pipeHang: {
    'runc.version': '1.0.0-rc93',
    processes: [init],
    pipes: [
      { pid: 29721, fd: 6, inode: 133259, holders: 1, write_blocked: true, capacity_bytes: 8192, queued_bytes: 8192 },
    ],
  },
  notStarted: {
    'runc.version': '1.0.0-rc93',
    processes: [{ ...init, pid: 3203, wchan: 'wait_for_partner' }],
    pipes: [
      { pid: 3203, fd: 9, inode: 152117, holders: 1, write_blocked: false, capacity_bytes: 65536, queued_bytes: 0 },
    ],
  },
  frozen: {
    'runc.version': '1.0.0-rc93',
    processes: [{ ...init, pid: 3313, stat: 'Dsl', wchan: 'unix_stream_read_generic' }],
    pipes: [
      { pid: 3313, fd: 8, inode: 152938, holders: 1, write_blocked: false, capacity_bytes: 65536, queued_bytes: 0 },
    ],
    'cgroup.freezer': [{ path: '/lab-kubepods/burstable/podlab/nnp', container: BUSY, frozen: true }],
  },
  shimPanic: { 'containerd.version': '1.2.2', 'audit.kills': [{ ...kill, opid: 18848, ocomm: 'systemd' }] },
  shimKilled: { 'containerd.version': '1.2.2', 'audit.kills': [{ ...kill, ocomm: 'containerd-shim' }] },
} as const;
