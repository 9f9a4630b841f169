/** What the kernel, Go's library and the runtimes end an error with, as they print it. Titles and excerpts are cut in the middle of these. */
const ENDINGS: readonly string[] = [
  'permission denied',
  'no such file or directory',
  'no such process',
  'no such device or address',
  'operation not permitted',
  'operation not supported',
  'invalid argument',
  'device or resource busy',
  'not a directory',
  'no space left on device',
  'read-only file system',
  'connection refused',
  'connection reset by peer',
  'exec format error',
  'executable file not found in $PATH',
  'resource temporarily unavailable',
  'cannot allocate memory',
  'too many open files',
  'too many levels of symbolic links',
  'input/output error',
  'context deadline exceeded',
  'context canceled',
  'broken pipe',
  'function not implemented',
  'address already in use',
  'file exists',
  'target is busy',
  'device is busy',
  'directory not empty',
  'disk quota exceeded',
  'too many links',
  'stale file handle',
  'stale NFS file handle',
  'protocol not supported',
  'transport endpoint is not connected',
  'no route to host',
  'network is unreachable',
  'text file busy',
  'numerical result out of range',
  'i/o timeout',
  'unexpected EOF',
  'ttrpc: closed',
];
/** Calls on a path of which only one of the endings that begin so is known. */
const OF_A_PATH: readonly { before: RegExp; ending: string }[] = [
  {
    before:
      /\b(?:mkdir|mkdirat|l?stat|readlink|chdir|unlinkat|rmdir|statfs|open|fork\/exec) [`'\\"]*\.{0,2}\/(?!dev\b|proc\b)[^\s:]*: $/,
    ending: 'no such file or directory',
  },
  {
    before:
      /\b(?:(?:mkdir|mkdirat|open|l?chown|fork\/exec) [^\s:]+|mount `[^`\n]+` to `[^`\n]+`|rlimit type \d+|mount through procfd|apply caps): $/,
    ending: 'operation not permitted',
  },
];

/** What runtimes say in words of their own: who begins so says nothing else. */
const SENTENCES: readonly string[] = [
  'cannot exec a container that has run and stopped',
  'cannot start a container that has run and stopped',
  'cannot exec in a stopped container',
  'container init was OOM-killed (memory limit too low?)',
  'requested action matches default action of filter',
  'cannot find cgroup mount destination',
  'cannot found cgroup mount destination',
  'cgroup mountpoint does not exist',
  'no subsystem for mount',
  'but it is not a shared mount',
  'is not in a separate kernel namespace',
  'not allowed in host network namespace',
  "resulting devices cgroup doesn't match target mode",
  'already mounted or mount point busy',
  'apparmor: config provided but apparmor not supported',
  'seccomp: config provided but seccomp not supported',
  'bind mounts cannot have any filesystem-specific options applied',
  "cgroup namespaces aren't enabled in the kernel",
  'cannot set uid to unmapped user in user namespace',
  'could not ensure we are a cloned binary',
  'temporary failure in name resolution',
  'mount path must be absolute',
];
/** This part of a sentence is its own; what is shorter may be anybody's. */
const BEGINNING = 0.6;

/** What stands before the last words of an error: `open /x: `, `caused "`, `caused: `. */
const BEFORE = /(?:: |\bcaused [\\"]*|\bcaused: )([A-Za-z$][^:"`\n]*|ttrpc: [a-z]+)$/;
/** Fewer letters than this begin too many words. */
const FEWEST = 5;

/**
 * A message in whose last word was cut (a title, an excerpt, the end of a screen), and the message with that ending whole out; undefined where nothing
 * was cut or several endings begin alike. A word that is whole is left alone: a program may end with it.
 */
export function completedEnding(text: string): string | undefined {
  const cut = text.replace(/(?:[\\"'`“”‘’\s]|\.{3}|…)+$/u, '');
  return completedSentence(cut) ?? completedErrno(cut);
}

/** Each sentence with its beginnings, the longest first. */
const BEGUN = SENTENCES.map((sentence) => ({
  sentence,
  beginnings: Array.from({ length: sentence.length - Math.ceil(BEGINNING * sentence.length) }, (_, cut) =>
    sentence
      .slice(0, sentence.length - 1 - cut)
      .trimEnd()
      .toLowerCase(),
  ),
}));

function completedSentence(cut: string): string | undefined {
  const end = cut.slice(-80).toLowerCase();
  const whole = BEGUN.flatMap(({ sentence, beginnings }) => {
    const begun = beginnings.find((one) => end.endsWith(one));
    return begun === undefined ? [] : [cut + sentence.slice(begun.length)];
  });
  return whole.length === 1 ? whole[0] : undefined;
}

function completedErrno(cut: string): string | undefined {
  const words = BEFORE.exec(cut.slice(-160))?.[1]?.replace(/^[\\"]+/, '');
  if (words === undefined || words.length < FEWEST) return undefined;
  const begun = words.toLowerCase();
  const before = cut.slice(0, cut.length - words.length).slice(-400);
  const only = OF_A_PATH.find((call) => call.ending.startsWith(begun) && call.before.test(before));
  const fits = ENDINGS.filter((ending) => ending.toLowerCase().startsWith(begun));
  const ending = only?.ending ?? (fits.length === 1 ? fits[0] : undefined);
  if (ending === undefined || ending.length === words.length) return undefined;
  return ending[words.length] === ' ' && !words.includes(' ') ? undefined : cut + ending.slice(words.length);
}
