import type { Link } from './links.js';

/** The last word of an error: what the kernel or the library said, and what that means in this chain. */
export interface Errno {
  readonly name: string;
  /** The words as they stand in the text. */
  readonly words: string;
  readonly meaning: string;
}

interface Entry {
  readonly name: string;
  readonly words: RegExp;
  readonly meaning: string;
  /** What it means at one link, where that says more. */
  readonly at?: Partial<Record<Link, string>>;
}

/** Checked in this order: the more telling words first. */
const ERRNOS: readonly Entry[] = [
  {
    name: 'ENFILE',
    words: /too many open files in system/i,
    meaning: 'the whole node has no file handle left (fs.file-max)',
  },
  {
    name: 'EAGAIN',
    words: /resource temporarily unavailable|\bEAGAIN\b/i,
    meaning: 'a limit on processes, threads or locked memory refused one more',
  },
  {
    name: 'ENOSPC',
    words: /no space left on device|\bENOSPC\b/i,
    meaning: 'a table is full: disk blocks, inodes, inotify watches, mounts, or memory cgroup ids',
    at: {
      cgroup: 'no free memory cgroup id, or a cpuset without cpus or memory nodes',
      storage: 'no free block or inode on that file system',
    },
  },
  {
    name: 'ECONNRESET',
    words: /connection reset by peer/i,
    meaning: 'the other process ended while it still had unread bytes',
    at: { 'runc-init': 'runc init died or was killed before it had read what runc wrote' },
  },
  {
    name: 'EPIPE',
    words: /broken pipe/i,
    meaning: 'the other process closed its end before the write',
    at: { 'runc-init': 'runc init was gone before runc could send it anything' },
  },
  {
    name: 'ECONNREFUSED',
    words: /connection refused/i,
    meaning: 'nobody listens on that socket: the daemon is down or starting',
  },
  {
    name: 'ENOMEM',
    words: /cannot allocate memory|\bENOMEM\b/i,
    meaning: 'the kernel or a memory cgroup had no memory left',
  },
  {
    name: 'EMFILE',
    words: /too many open files/i,
    meaning: 'a limit on open files or on inotify instances is reached',
  },
  {
    name: 'EBUSY',
    words: /device or resource busy/i,
    meaning: 'somebody still uses it: a mount in another namespace, or processes in the cgroup',
  },
  {
    name: 'EROFS',
    words: /read-only file system/i,
    meaning: 'the file system is mounted read-only, often after a disk error',
  },
  { name: 'EIO', words: /input\/output error/i, meaning: 'the disk failed to read or write' },
  {
    name: 'ENOTDIR',
    words: /not a directory/i,
    meaning: 'a file stands where a directory is expected, or the other way round',
  },
  { name: 'EEXIST', words: /file exists|already exists/i, meaning: 'something of that name is left over' },
  {
    name: 'ENOENT',
    words: /no such file or directory|executable file not found/i,
    meaning: 'a path does not exist where it was looked for, which may be inside the container',
  },
  {
    name: 'EPERM',
    words: /operation not permitted/i,
    meaning: 'a capability, seccomp or a user namespace forbids it',
  },
  { name: 'EACCES', words: /permission denied/i, meaning: 'file rights, AppArmor or SELinux forbid it' },
  {
    name: 'EINVAL',
    words: /invalid argument/i,
    meaning: 'the kernel does not know or does not accept this value or combination',
  },
  { name: 'ESRCH', words: /no such process/i, meaning: 'the process had already ended' },
  {
    name: 'ENOEXEC',
    words: /exec format error/i,
    meaning: 'the program is built for another machine, or is a script without a first line',
  },
  { name: 'EOPNOTSUPP', words: /operation not supported/i, meaning: 'the kernel lacks this feature or its module' },
  {
    name: 'DEADLINE',
    words: /context deadline exceeded|DeadlineExceeded|timed out/i,
    meaning: 'the side that was called did not answer in time; it is the one to look at',
  },
  { name: 'CANCELED', words: /context canceled/i, meaning: 'the caller gave up; the reason is elsewhere' },
  {
    name: 'CLOSED',
    words: /ttrpc: closed|connection is unavailable|closed fifo|server closed/i,
    meaning: 'the process on the other end is gone',
  },
  {
    name: 'EOF',
    words: /\b(?:unexpected )?EOF\b/i,
    meaning: 'something ended before all of it was read',
    at: {
      runc: 'a file or pipe that runc was reading ended early: a state file being rewritten, or a child that ended',
      'runc-init': 'runc init ended without a word',
    },
  },
  { name: 'ENOSYS', words: /function not implemented/i, meaning: 'this kernel, or a seccomp filter, has no such call' },
  {
    name: 'ENXIO',
    words: /no such device or address/i,
    meaning: 'nobody is at the other end of that pipe or device file',
  },
  {
    name: 'ENODEV',
    words: /no such device/i,
    meaning: 'the kernel lacks that file system, or the device or network interface is gone',
  },
  {
    name: 'ESTALE',
    words: /stale (?:NFS )?file handle/i,
    meaning: 'what was mounted or opened there is gone on the server, or was replaced',
  },
  {
    name: 'ENOTCONN',
    words: /transport endpoint is not connected/i,
    meaning: 'the process behind a FUSE mount or socket is gone',
  },
  {
    name: 'EADDRINUSE',
    words: /address already in use/i,
    meaning: 'another process holds that port, address or socket',
  },
  {
    name: 'EADDRNOTAVAIL',
    words: /cannot assign requested address/i,
    meaning: 'no interface of this machine has that address, or no free source port is left',
  },
  { name: 'EHOSTUNREACH', words: /no route to host/i, meaning: 'the host is down, or a firewall says so for it' },
  { name: 'ENETUNREACH', words: /network is unreachable/i, meaning: 'the machine has no route there' },
  {
    name: 'ENOTEMPTY',
    words: /directory not empty/i,
    meaning: 'something was left in the folder, or is still being written there',
  },
  { name: 'EISDIR', words: /\bis a directory/i, meaning: 'a folder stands where a file is expected' },
  {
    name: 'ELOOP',
    words: /too many levels of symbolic links/i,
    meaning: 'symbolic links lead in a circle, or a link stands where none may',
  },
  { name: 'ENAMETOOLONG', words: /file ?name too long/i, meaning: 'a path or a name is longer than the kernel takes' },
  {
    name: 'EXDEV',
    words: /invalid cross-device link/i,
    meaning: 'the two paths lie on different file systems, or on different layers of an overlay',
  },
  { name: 'EMLINK', words: /too many links/i, meaning: 'the file system takes no further link to that file or folder' },
  { name: 'EDQUOT', words: /disk quota exceeded/i, meaning: 'a quota is used up: of disk space, or of kernel keys' },
  { name: 'ETXTBSY', words: /text file busy/i, meaning: 'the program is being written while it should be started' },
  {
    name: 'ENOTTY',
    words: /inappropriate ioctl for device/i,
    meaning: 'it is no terminal, or not that kind of device',
  },
  {
    name: 'E2BIG',
    words: /argument list too long/i,
    meaning: 'arguments and environment are too large, or systemd has no room for another unit',
  },
  {
    name: 'EBADF',
    words: /bad file descriptor/i,
    meaning: 'the file was closed already, or opened for something else',
  },
  {
    name: 'EOVERFLOW',
    words: /value too large for defined data type/i,
    meaning: 'a number or an id does not fit, often one without a place in the user namespace',
  },
  {
    name: 'EUCLEAN',
    words: /structure needs cleaning/i,
    meaning: 'the file system is damaged and wants a repair',
  },
  { name: 'ENOBUFS', words: /no buffer space available/i, meaning: 'a network buffer or a kernel table is full' },
  {
    name: 'EAFNOSUPPORT',
    words: /address family not supported by protocol/i,
    meaning: 'the kernel has this protocol switched off, often IPv6',
  },
  {
    name: 'ENOKEY',
    words: /required key not available/i,
    meaning: 'a key is missing: of a signed module, an encrypted folder or a CIFS session',
  },
  { name: 'EXFULL', words: /exchange full/i, meaning: 'a bridge has all its ports in use' },
  {
    name: 'ERANGE',
    words: /numerical result out of range/i,
    meaning: 'a value or a name is outside what the kernel takes',
  },
  {
    name: 'ECHILD',
    words: /no child processes/i,
    meaning: 'somebody else has already collected the end of that process',
  },
];

/** Words of an error and the link that is guilty in; the errno that stands last in them out, or null. */
export function errnoIn(words: string, link: Link | null): Errno | null {
  let best: { at: number; entry: Entry; words: string } | undefined;
  for (const entry of ERRNOS) {
    const match = entry.words.exec(words);
    if (match !== null && (best === undefined || match.index > best.at))
      best = { at: match.index, entry, words: match[0] };
  }
  if (best === undefined) return null;
  const { name, meaning, at } = best.entry;
  return { name, words: best.words, meaning: (link === null ? undefined : at?.[link]) ?? meaning };
}
