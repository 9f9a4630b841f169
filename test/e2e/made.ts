/** A failure that is made for real on a node, with the processes and cgroups it has in an incident. */
export interface Made {
  readonly name: string;
  /** Shell on the node: prints one line why it cannot be made there, or nothing. */
  readonly cannot: string;
  /** Shell on the node: makes it. What it prints is what a person would paste. */
  readonly make: string;
  readonly undo: string;
  /** A fact that has to be read of it, as `path in the row -> pattern`. */
  readonly fact?: { readonly name: string; readonly row: Readonly<Record<string, RegExp>> };
  /** A probe that cannot end, and what has to be said of it. The bundle has to end all the same. */
  readonly failed?: { readonly probe: string; readonly reason: RegExp };
  /** Facts that this node cannot have: what its runc would say if it were the affected one. */
  readonly given?: Readonly<Record<string, string>>;
  readonly confirmed?: string;
  /** Must not be told, neither confirmed nor possible. */
  readonly not?: readonly string[];
  /** The same facts judged as they are, without `given`. */
  readonly notAsItIs?: string;
}

const NEEDS_DOCKER = `command -v docker >/dev/null || { echo 'no docker on this node'; exit; }
docker images --format '{{.Repository}}:{{.Tag}}' 2>/dev/null | grep -qE 'debian|busybox|alpine' || echo 'no debian, busybox or alpine image on this node'`;
const IMAGE = `image=$(docker images --format '{{.Repository}}:{{.Tag}}' | grep -E 'debian|busybox|alpine' | head -n 1)`;
const container = (name: string) => `docker rm -f plegmatic-real-${name} >/dev/null 2>&1 || true`;

/** A FUSE server that takes the mount and answers nothing, like a network file system whose server is gone. 2 is O_RDWR. */
const SILENT = `perl -MPOSIX -e 'setsid(); my $fd = POSIX::open("/tmp/plegmatic-real-fuse", 2); system("mount -i -t fuse -o fd=$fd,rootmode=40000,user_id=0,group_id=0 plegmatic $ARGV[0]"); sleep 600' /var/log/audit`;

export const MADE: readonly Made[] = [
  {
    name: 'a file system that does not answer a read',
    cannot: `command -v perl >/dev/null || echo 'no perl on this node'; grep -qw fuse /proc/filesystems || echo 'no FUSE in this kernel'
[ -e /proc/1/root/etc ] || echo 'no way to the files of pid 1'
[ ! -e /var/log/audit ] || echo '/var/log/audit is in use on this node'`,
    make: `mkdir /var/log/audit; mknod /tmp/plegmatic-real-fuse c 10 229; ${SILENT} </dev/null >/dev/null 2>&1 & echo $! >/tmp/plegmatic-real-silent; sleep 1`,
    undo: 'umount -l /var/log/audit; kill -9 "$(cat /tmp/plegmatic-real-silent)"; rm -f /tmp/plegmatic-real-fuse /tmp/plegmatic-real-silent; rmdir /var/log/audit',
    failed: {
      probe: 'audit.kills',
      reason: /did not end within its deadline.*was held in the kernel’s \S*fuse\S* \(state [DS]\)/,
    },
  },
  {
    name: 'an init that writes into its own full pipe',
    cannot: `command -v perl >/dev/null || echo 'no perl on this node'; [ "$(uname -m)" = x86_64 ] || echo 'another machine than x86_64'`,
    // 1031 is F_SETPIPE_SZ, 157 prctl: the pipe of two pages that an exhausted user gets, and the name runc gives its init.
    make: `setsid perl -e '$0 = "runc init"; my $name = "runc:[2:INIT]"; syscall(157, 15, $name, 0, 0, 0); pipe(R, W); fcntl(W, 1031, 8192); syswrite(W, "x" x 65536)' </dev/null >/dev/null 2>&1 &
echo $! >/tmp/plegmatic-real-init; sleep 7`,
    undo: 'kill -9 "$(cat /tmp/plegmatic-real-init)"; rm -f /tmp/plegmatic-real-init',
    fact: { name: 'pipes', row: { write_blocked: /^true$/, holders: /^1$/ } },
    given: { 'runc.version': '1.0.0-rc93' },
    confirmed: 'runc-rc93-pipe-seccomp-hang',
    notAsItIs: 'runc-rc93-pipe-seccomp-hang',
  },
  {
    name: 'a frozen container',
    cannot: NEEDS_DOCKER,
    make: `${IMAGE}; docker run -d --network host --name plegmatic-real-frozen "$image" sleep 1000 >/dev/null && docker pause plegmatic-real-frozen >/dev/null; sleep 1`,
    undo: `docker unpause plegmatic-real-frozen >/dev/null 2>&1; ${container('frozen')}`,
    fact: { name: 'cgroup.freezer', row: { frozen: /^true$/, container: /^[0-9a-f]{64}$/ } },
    not: ['runc-rc93-pipe-seccomp-hang'],
  },
  {
    name: 'an exec into a frozen container',
    cannot: `${NEEDS_DOCKER}
runc exec --help 2>&1 | grep -q ignore-paused || echo 'the runc of this node refuses a paused container'
[ -d /run/docker/runtime-runc/moby ] || echo 'no runtime root of docker on this node'`,
    make: `${IMAGE}; docker run -d --network host --name plegmatic-real-frozen "$image" sleep 1000 >/dev/null && docker pause plegmatic-real-frozen >/dev/null
id=$(docker inspect -f '{{.Id}}' plegmatic-real-frozen)
setsid runc --root /run/docker/runtime-runc/moby exec --ignore-paused "$id" true </dev/null >/dev/null 2>&1 &
sleep 31; echo 'many runc init processes in D state on this node'`,
    undo: `docker unpause plegmatic-real-frozen >/dev/null 2>&1; sleep 1; ${container('frozen')}`,
    fact: { name: 'processes', row: { args: /^runc init$/, stat: /^D/, cgroup: /[0-9a-f]{64}$/, frozen: /^true$/ } },
    confirmed: 'container-frozen',
    not: ['kernel-dstate-runc-init', 'runc-rc93-pipe-seccomp-hang'],
  },
  {
    name: 'an init that the kernel keeps, beside a frozen container',
    cannot: `${NEEDS_DOCKER}
command -v perl >/dev/null || echo 'no perl on this node'; [ "$(uname -m)" = x86_64 ] || echo 'another machine than x86_64'`,
    // 58 is vfork: its parent waits in D until the child is gone. 157 is prctl: the name runc gives its init.
    make: `${IMAGE}; docker run -d --network host --name plegmatic-real-frozen "$image" sleep 1000 >/dev/null && docker pause plegmatic-real-frozen >/dev/null
setsid perl -MPOSIX -e '$0 = "runc init"; my $name = "runc:[2:INIT]"; syscall(157, 15, $name, 0, 0, 0); if (syscall(58) == 0) { sleep 300; POSIX::_exit(0) }' </dev/null >/dev/null 2>&1 &
echo $! >/tmp/plegmatic-real-init; sleep 31; echo 'many runc init processes in D state on this node'`,
    undo: `init=$(cat /tmp/plegmatic-real-init); kill -9 $(pgrep -P "$init") "$init"; rm -f /tmp/plegmatic-real-init
docker unpause plegmatic-real-frozen >/dev/null 2>&1; ${container('frozen')}`,
    fact: { name: 'processes', row: { args: /^runc init$/, stat: /^D/, frozen: /^false$/ } },
    confirmed: 'kernel-dstate-runc-init',
  },
  {
    name: 'parallel execs into a container at its pids limit',
    cannot: NEEDS_DOCKER,
    make: `${IMAGE}; docker run -d --network host --pids-limit 15 --name plegmatic-real-pids "$image" sh -c 'i=0; while [ $i -lt 14 ]; do sleep 1000 & i=$((i+1)); done; wait' >/dev/null; sleep 3
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do docker exec plegmatic-real-pids true 2>&1 & done; wait`,
    undo: container('pids'),
    fact: { name: 'cgroup.pids', row: { current: /^1[45]$/, max: /^15$/ } },
    confirmed: 'exec-pids-limit-reached',
  },
  {
    name: 'a runc init killed for memory',
    cannot: NEEDS_DOCKER,
    // The pages of a tmpfs count for the container and belong to no process: the init is the largest one that can be killed.
    make: `${IMAGE}; docker run -d --network host -m 8m --memory-swap 8m --tmpfs /fill:size=16m --name plegmatic-real-memory "$image" sleep 1000 >/dev/null; sleep 1
docker exec plegmatic-real-memory sh -c 'head -c 6600000 /dev/zero >/fill/a' >/dev/null 2>&1
for n in 1 2 3 4 5 6; do docker exec plegmatic-real-memory true 2>&1; done`,
    undo: container('memory'),
    fact: { name: 'cgroup.memory', row: { limit_bytes: /^8388608$/, oom_kills: /^[1-9]/ } },
    confirmed: 'exec-memcg-exhausted',
  },
];
