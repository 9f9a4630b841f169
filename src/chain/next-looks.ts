import type { Link } from './links.js';

/** A read-only command for a human on the node, and what it tells. */
export interface Look {
  readonly run: string;
  readonly because: string;
}

/** Where to look first when nothing more is known than the link. Commands change nothing and name no container. */
export const NEXT_LOOKS: Readonly<Record<Link, readonly Look[]>> = {
  kubelet: [
    {
      run: 'journalctl -u kubelet --since -30min --no-pager | tail -200',
      because: 'the kubelet’s own words around the failure',
    },
    { run: 'crictl --timeout 5s ps -a | head', because: 'tells whether the runtime below answers' },
  ],
  dockershim: [
    { run: 'timeout 10 docker ps | head', because: 'tells whether dockerd answers its API' },
    { run: 'journalctl -u docker --since -30min --no-pager | tail -200', because: 'dockerd’s side of the same call' },
  ],
  cri: [
    { run: 'crictl --timeout 5s info', because: 'tells whether the runtime answers and what it says of itself' },
    {
      run: 'journalctl -u containerd -u crio --since -30min --no-pager | tail -200',
      because: 'the runtime’s side of the same call',
    },
  ],
  dockerd: [
    { run: 'timeout 10 docker info', because: 'tells whether dockerd answers, with versions and drivers' },
    { run: 'journalctl -u docker --since -30min --no-pager | tail -200', because: 'dockerd’s own words' },
    {
      run: 'systemctl show docker -p ActiveState -p SubState -p NRestarts',
      because: 'tells whether it restarts again and again',
    },
  ],
  containerd: [
    { run: 'timeout 10 ctr version', because: 'tells whether containerd answers' },
    { run: 'journalctl -u containerd --since -30min --no-pager | tail -200', because: 'containerd’s own words' },
    {
      run: 'df -h /var/lib/containerd /run && df -i /var/lib/containerd',
      because: 'its database and sockets need space and inodes',
    },
  ],
  shim: [
    {
      run: "ps -eo pid,ppid,etimes,stat,nlwp,args | grep '[c]ontainerd-shim'",
      because: 'shows which shims live and since when',
    },
    {
      run: "journalctl -u containerd -u docker --since -30min --no-pager | grep -iE 'shim|panic'",
      because: 'a shim that died is noticed there',
    },
    {
      run: 'journalctl -k --since -30min --no-pager | grep -iE "oom|killed process|segfault"',
      because: 'tells whether the kernel killed it',
    },
  ],
  runc: [
    { run: 'runc --version', because: 'many failures of runc belong to one version' },
    {
      run: "ps -eo pid,ppid,etimes,stat,wchan:24,args | grep '[r]unc'",
      because: 'shows runc processes that do not end',
    },
    { run: 'df -h /run && df -i /run', because: 'runc keeps its state files there' },
  ],
  'runc-init': [
    {
      run: "ps -eo pid,ppid,etimes,stat,wchan:24,args | grep '[r]unc init'",
      because: 'shows children that hang, and in what',
    },
    {
      run: 'journalctl -k --since -30min --no-pager | grep -iE "oom|killed process|pids controller|apparmor|audit"',
      because: 'the kernel says when it kills or refuses',
    },
    {
      run: 'cat /sys/fs/cgroup/pids/kubepods/pids.current /sys/fs/cgroup/kubepods.slice/pids.current 2>/dev/null',
      because: 'a full pids cgroup refuses the child its threads',
    },
  ],
  kernel: [
    { run: 'dmesg -T | tail -100', because: 'the kernel’s own words' },
    { run: "ps -eo pid,stat,wchan:32,args | awk '$2 ~ /^D/'", because: 'processes that wait inside the kernel' },
    { run: 'uname -r', because: 'kernel failures belong to versions' },
  ],
  cgroup: [
    { run: 'stat -fc %T /sys/fs/cgroup', because: 'cgroup2fs is version 2, tmpfs is version 1' },
    { run: 'grep cgroup /proc/mounts', because: 'shows controllers that are missing or mounted twice' },
    { run: 'cat /proc/cgroups', because: 'the number of memory cgroups tells of leaks' },
  ],
  systemd: [
    { run: 'systemctl --failed --no-pager', because: 'units that did not start' },
    { run: 'systemctl list-units --all --no-pager | wc -l', because: 'a full unit table refuses new scopes' },
    { run: 'journalctl -b -p err --no-pager | tail -100', because: 'systemd’s reasons' },
  ],
  cni: [
    { run: 'ls -l /etc/cni/net.d /opt/cni/bin', because: 'configuration or plugin missing' },
    { run: 'ip -brief address; ip -brief link | wc -l', because: 'bridges with a wrong address, interfaces that leak' },
  ],
  storage: [
    { run: 'df -h; df -i', because: 'full file systems and full inode tables' },
    { run: 'journalctl -k --since -1h --no-pager | grep -iE "ext4|xfs|i/o error|remount"', because: 'disk errors' },
    { run: 'wc -l < /proc/mounts', because: 'mounts that leak' },
  ],
  registry: [
    { run: 'getent hosts registry-1.docker.io', because: 'tells whether names resolve on the node' },
    { run: 'timedatectl status', because: 'certificates fail on a wrong clock' },
  ],
  nvidia: [
    { run: 'nvidia-smi', because: 'tells whether driver and library fit and the GPU answers' },
    { run: 'cat /proc/driver/nvidia/version', because: 'the loaded kernel module’s version' },
    { run: 'journalctl -k --since -1h --no-pager | grep -iE "nvrm|xid"', because: 'GPU errors of the kernel module' },
  ],
  host: [
    { run: 'uptime; free -m; df -h', because: 'load, memory, disk at a glance' },
    { run: 'journalctl -p err --since -1h --no-pager | tail -100', because: 'what else fails on this machine' },
  ],
};
