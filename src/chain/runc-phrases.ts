import type { Phrase } from './phrase.js';

/** Words of runc and of its child `runc init`. Upstream: libcontainer of runc 1.0.0-rc5 to 1.2. */
export const RUNC_PHRASES: readonly Phrase[] = [
  {
    words: '\\brunc (?:create|run|exec) failed',
    says: 'runc',
    breaks: 'runc',
    doing: 'carrying out one runc command',
  },
  {
    words: '(?<!runtime )\\bexec failed: ',
    says: 'runc',
    breaks: 'runc',
    doing: 'carrying out one runc command',
    weak: true,
  },
  {
    words:
      '(?:container|process)_linux\\.go:\\d{1,5}|unable to start container process|starting container process caused|executing setns process',
    says: 'runc',
    breaks: 'runc',
    doing: 'starting the container’s process',
  },
  {
    words:
      'container with (?:given )?(?:id|ID) (?:already )?exists|container (?:".{1,80}?" )?does not exist|cannot exec (?:in )?a (?:container that has )?stopped|signaling init process|undefined symbol: seccomp',
    says: 'runc',
    breaks: 'runc',
    doing: 'looking after its own state of the container',
  },
  {
    words:
      "(?:read|write) init-p|final child's (?:pid|PID) from pipe|bootstrap data to pipe|waiting for our first child to exit",
    says: 'runc',
    breaks: 'runc-init',
    doing: 'talking to its child runc init, which went away',
  },
  {
    words: 'container init was OOM-killed',
    says: 'runc',
    breaks: 'kernel',
    doing: 'starting a child that the kernel killed for want of memory',
  },
  {
    words: 'container init caused|error during container init',
    says: 'runc',
    breaks: 'runc-init',
    doing: 'passing on what runc init reported',
  },
  {
    words:
      'standard_init_linux\\.go:\\d{1,5}|setns_init_linux\\.go:\\d{1,5}|exec user process caused|exec format error',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'becoming the container’s own program',
  },
  {
    words:
      'rootfs_linux\\.go:\\d{1,5}|error mounting ".{1,400}?" to rootfs|(?:error )?preparing rootfs|jailing process inside rootfs',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'mounting the container’s file system',
  },
  {
    words:
      'init seccomp|error (?:adding|loading) seccomp|apparmor failed to apply profile|apply apparmor profile|attr/keycreate|unsafe procfs detected|possible container breakout detected',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'locking itself down before the container’s program starts',
  },
  {
    words: 'exec: ".{1,400}?": (?:stat |executable file not found|permission denied|no such file)',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'looking for the program inside the container',
    weak: true,
  },
  {
    words: 'runtime/cgo: pthread_create failed',
    says: 'runc-init',
    breaks: 'runc-init',
    doing: 'starting a thread, which was refused',
    weak: true,
  },
];
