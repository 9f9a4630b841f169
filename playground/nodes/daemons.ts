import type { CapturedNode } from './node.js';

type Process = CapturedNode['processes'][number];

/** Ten days: the daemons of a captured node had been up for long. */
const DAEMON_AGE_SECONDS = 860_000;
const PIDS = { kubelet: 900, dockerd: 901, containerd: 902 } as const;

const printer = (text: string): string => `cat <<'CAPTURED'\n${text.trimEnd()}\nCAPTURED`;

function daemon(node: CapturedNode, name: keyof typeof PIDS): Process {
  const args = name === 'kubelet' ? `/usr/bin/kubelet ${node.kubelet_args}`.trim() : `/usr/bin/${name}`;
  return {
    pid: PIDS[name],
    ppid: 1,
    comm: name,
    args,
    state: 'S',
    wchan: 'futex_wait_queue_me',
    age: DAEMON_AGE_SECONDS,
    threads: 40,
    exe: `/usr/bin/${name}`,
    syscall: '202 0x55 0x80 0x0 0x0 0x0 0x0 0x7ffd 0x7f55',
    fds: {},
  };
}

/** @returns pid 1, the daemons whose version was captured, and the processes that were captured one by one. */
export function processesOf(node: CapturedNode): readonly Process[] {
  const init: Process = {
    ...daemon(node, 'kubelet'),
    pid: 1,
    ppid: 0,
    comm: 'systemd',
    args: '/usr/lib/systemd/systemd',
    exe: '/usr/lib/systemd/systemd',
  };
  const daemons = (['kubelet', 'dockerd', 'containerd'] as const).filter((name) => node.prints[name] !== undefined);
  return [init, ...daemons.map((name) => daemon(node, name)), ...node.processes];
}

/** @returns the host's programs by path: shell bodies that print what the real ones printed. */
export function programsOf(node: CapturedNode): Readonly<Record<string, string>> {
  const programs: Record<string, string> = {
    '/bin/dmesg': 'exit 0',
    '/bin/http-get': 'echo ok',
    // Block size, total, free, inodes, free inodes, type: half full, like a node that is well.
    '/bin/statfs': 'echo 4096 4096 26214400 13107200 6553600 6000000 ext2/ext3',
    '/usr/bin/systemctl': printer('systemd 219'),
  };
  for (const [name, text] of Object.entries(node.prints)) programs[`/usr/bin/${name}`] = printer(text);
  if (node.prints.dockerd !== undefined) {
    const version = /\d[^ ,]*/.exec(node.prints.dockerd)?.[0] ?? '';
    programs['/usr/bin/docker'] = `case "$*" in
*" version "*) echo "server ${version} api 1.38" ;;
*) cat <<'CAPTURED'
@ ServerVersion "${version}"
@ Driver "overlay2"
@ CgroupDriver "cgroupfs"
@ LiveRestoreEnabled false
@ DefaultRuntime "runc"
@ Runtimes {"runc":{"path":"runc"}}
CAPTURED
;;
esac`;
  }
  if (node.prints.containerd !== undefined)
    programs['/usr/bin/ctr'] = printer(`Client:\n  Version:  captured\n\nServer:\n  Version:  captured`);
  return { ...programs, ...node.programs };
}
