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
  'stale file handle',
  'transport endpoint is not connected',
  'no route to host',
  'network is unreachable',
  'text file busy',
  'numerical result out of range',
  'i/o timeout',
  'unexpected EOF',
  'ttrpc: closed',
];
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
  const words = BEFORE.exec(cut.slice(-160))?.[1]?.replace(/^[\\"]+/, '');
  if (words === undefined || words.length < FEWEST) return undefined;
  const begun = words.toLowerCase();
  const fits = ENDINGS.filter((ending) => ending.toLowerCase().startsWith(begun));
  const [ending] = fits;
  if (ending === undefined || fits.length > 1 || ending.length === words.length) return undefined;
  return ending[words.length] === ' ' && !words.includes(' ') ? undefined : cut + ending.slice(words.length);
}
