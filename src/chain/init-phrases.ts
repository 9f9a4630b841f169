import type { Phrase } from './phrase.js';

/** Words of runc and crun around the birth of a container: nsexec, the pipes to the child, the root file system. Upstream: libcontainer and nsexec.c of runc 1.0.0-rc5 to 1.5, crun 0.14 to 1.29. */
export const INIT_PHRASES: readonly Phrase[] = [
  {
    words: 'OCI runtime (?:error: |attempted to invoke a command)|OCI permission denied',
    says: 'runc',
    breaks: 'runc',
    doing: 'running as the OCI runtime (crun or runc) of podman or CRI-O',
  },
  {
    words:
      'container already has init process|cannot start an already running container|exec fifo \\S{1,300} already exists|unable to (?:store init state|destroy container|remove container state dir|create new parent process|create (?:init|log|sync) pipe|forward init logs)|container is not destroyed|failed to kill all processes, possibly due to lack of cgroup',
    says: 'runc',
    breaks: 'runc',
    doing: 'looking after its own state of the container',
  },
  {
    words:
      "nsexec(?:-[012])?\\[\\d{1,10}\\]: (?:failed|unable|cannot|could not|malformed|bad value|unexpected|setns\\(|setgid|setuid|setgroups|setsid)|failed to sync with (?:stage-[12]|parent|child|runc): |failed to unshare (?:\\S{1,20} )namespaces?|failed to setns(?:\\(0x[0-9a-f]{1,8}\\))? (?:into|to) \\S{1,40}|failed to become root in user namespace|failed to update /proc/(?:self|\\d{1,10})/(?:uid_map|gid_map|timens_offsets)|failed to write '.{1,20}?' to /proc/\\d{1,10}/setgroups|failed to use new[ug]id ?map on|unable to (?:spawn stage-[12]|fork: (?:child|init)_func)|_LIBCONTAINER_[A-Z_]{4,20}",
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'entering or making the container’s namespaces',
  },
  {
    words:
      'procReady not received|parent closed synchronisation channel|invalid synchronisation flag from parent|decoding proc error from init|reading (?:error )?from parent failed|procError missing error payload|sending (?:config|synchronization value) to init process|unmarshal sync from parent failed|sending file after sync|receiving fd from sync|waiting for init preliminary setup|(?:read|write|close)(?: from| to)? (?:the )?sync[_ ](?:socket|pipe)\\b',
    says: 'runc',
    breaks: 'runc-init',
    doing: 'exchanging messages with its child, which went away or said something else',
  },
  {
    words:
      'error (?:creating device nodes|setting up /dev symlinks|reopening /dev/null inside container)|tmpcopyup: (?:failed|open)|config tries to change rootfs to file|(?:create|new \\w) device inode|mkdir parent of device inode|mountfd request for "|unable to apply root propagation flags|must be mounted on ordinary directory|cannot (?:clear|change) locked (?:atime )?flags|remount with locked flags|re-?open mountpoint|create mountpoint for \\S{1,300} mount|can.t (?:mask paths?|reopen shared directory mask)',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'mounting the container’s file system',
  },
  {
    words:
      'error adding (?:architecture|SSB flag|WaitKill flag|log flag) to seccomp filter|error creating seccomp syscall condition|AUDIT_ARCH_ constant|ExportBPF pipe|fetch SECCOMP_FILTER_FLAG_[A-Z_]{3,30} bit|not a valid (?:action|arch|operator) for seccomp|seccomp (?:agent specified|listenerPath)|send seccomp fd|unable to (?:apply (?:bounding set|caps)|setup user)|can.t (?:apply capabilities|raise ambient capability)|error setting (?:rlimit type|scheduler|no new privileges|(?:initial|final) CPU affinity)|failed to set io priority|(?:get|restore) pdeath signal',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'locking itself down before the container’s program starts',
  },
  {
    words:
      'error (?:creating|removing|`[a-z]{1,20}`) (?:systemd )?unit `|sd-bus (?:call|message|open|close|process|wait)|cannot open sd-bus|could not execute `(?:busctl|systemctl) --user|error while (?:sending Hello message|authenticating connection) \\(address|could not detect the OwnerUID|Time(?:out|d out) (?:while )?waiting for (?:systemd to|StopUnit)',
    says: 'runc',
    breaks: 'systemd',
    doing: 'asking systemd for the container’s unit over dbus',
  },
  {
    words:
      'BPF_PROG_(?:ATTACH|DETACH) \\(BPF_CGROUP_DEVICE|list of CGROUP_DEVICE programs|devices\\.list rule|unable to set unified resource|unified resource ".{1,80}?"|cgroup\\.freeze" (?:to be|state)|waiting for the cgroup to freeze|setting device weight "|memory\\+swap limit (?:should|less)|(?:maximum|minimum) allowed cpu-shares|could not join cgroup|creating cgroup directory|cannot set .{1,40}? with cgroupv2|requested cgroup controller|cgroup: subsystem does not exist|invalid cgroup mode',
    says: 'runc',
    breaks: 'cgroup',
    doing: 'making the container’s cgroup or setting its limits',
  },
];
