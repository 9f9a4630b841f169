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
    name: 'EAGAIN',
    words: /[Rr]esource temporarily unavailable|\bEAGAIN\b/,
    meaning: 'a limit on processes, threads or locked memory refused one more',
  },
  {
    name: 'ENOSPC',
    words: /[Nn]o space left on device|\bENOSPC\b/,
    meaning: 'a table is full: disk blocks, inodes, inotify watches, mounts, or memory cgroup ids',
    at: {
      cgroup: 'no free memory cgroup id, or a cpuset without cpus or memory nodes',
      storage: 'no free block or inode on that file system',
    },
  },
  {
    name: 'ECONNRESET',
    words: /connection reset by peer/,
    meaning: 'the other process ended while it still had unread bytes',
    at: { 'runc-init': 'runc init died or was killed before it had read what runc wrote' },
  },
  {
    name: 'EPIPE',
    words: /broken pipe/,
    meaning: 'the other process closed its end before the write',
    at: { 'runc-init': 'runc init was gone before runc could send it anything' },
  },
  {
    name: 'ECONNREFUSED',
    words: /connection refused/,
    meaning: 'nobody listens on that socket: the daemon is down or starting',
  },
  {
    name: 'ENOMEM',
    words: /[Cc]annot allocate memory|\bENOMEM\b/,
    meaning: 'the kernel or a memory cgroup had no memory left',
  },
  { name: 'EMFILE', words: /too many open files/, meaning: 'a limit on open files or on inotify instances is reached' },
  {
    name: 'EBUSY',
    words: /device or resource busy/,
    meaning: 'somebody still uses it: a mount in another namespace, or processes in the cgroup',
  },
  {
    name: 'EROFS',
    words: /[Rr]ead-only file system/,
    meaning: 'the file system is mounted read-only, often after a disk error',
  },
  { name: 'EIO', words: /[Ii]nput\/output error/, meaning: 'the disk failed to read or write' },
  {
    name: 'ENOTDIR',
    words: /not a directory/,
    meaning: 'a file stands where a directory is expected, or the other way round',
  },
  { name: 'EEXIST', words: /file exists|already exists/, meaning: 'something of that name is left over' },
  {
    name: 'ENOENT',
    words: /no such file or directory|executable file not found/,
    meaning: 'a path does not exist where it was looked for, which may be inside the container',
  },
  {
    name: 'EPERM',
    words: /operation not permitted|Operation not permitted/,
    meaning: 'a capability, seccomp or a user namespace forbids it',
  },
  { name: 'EACCES', words: /permission denied/, meaning: 'file rights, AppArmor or SELinux forbid it' },
  {
    name: 'EINVAL',
    words: /invalid argument/,
    meaning: 'the kernel does not know or does not accept this value or combination',
  },
  { name: 'ESRCH', words: /no such process/, meaning: 'the process had already ended' },
  {
    name: 'ENOEXEC',
    words: /exec format error/,
    meaning: 'the program is built for another machine, or is a script without a first line',
  },
  { name: 'EOPNOTSUPP', words: /operation not supported/, meaning: 'the kernel lacks this feature or its module' },
  {
    name: 'DEADLINE',
    words: /context deadline exceeded|DeadlineExceeded|timed out/,
    meaning: 'the side that was called did not answer in time; it is the one to look at',
  },
  { name: 'CANCELED', words: /context canceled/, meaning: 'the caller gave up; the reason is elsewhere' },
  {
    name: 'CLOSED',
    words: /ttrpc: closed|connection is unavailable|closed fifo|server closed/,
    meaning: 'the process on the other end is gone',
  },
  {
    name: 'EOF',
    words: /\b(?:unexpected )?EOF\b/,
    meaning: 'something ended before all of it was read',
    at: {
      runc: 'a file or pipe that runc was reading ended early: a state file being rewritten, or a child that ended',
      'runc-init': 'runc init ended without a word',
    },
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
