/** As much of the ustar format (POSIX.1-1988) as an archive of ours needs: plain files with short names. */
export interface TarFile {
  /** Relative, forward slashes, at most 100 bytes. */
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;
const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/**
 * @returns the files as one tar, byte for byte the same for the same files: no owner, no host, one fixed time.
 * @throws Error for a name that ustar has no room for: a mistake of the caller.
 */
export function writeTar(files: readonly TarFile[]): Buffer {
  const parts = files.flatMap(({ name, bytes }) => [
    header(name, bytes.length),
    bytes,
    Buffer.alloc(padding(bytes.length)),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a tar: ${name}`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, width: number) =>
    block.write(value.toString(8).padStart(width - 1, '0'), at, 'ascii');
  block.write(name, 0, 'utf8');
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write('        0', 148, 'ascii');
  block.write('ustar\x0000', 257, 'ascii');
  octal(sum(block), 148, 7);
  block.write('\0 ', 154, 'ascii');
  return block;
}

const sum = (block: Buffer): number => block.reduce((total, byte) => total + byte, 0);

/** What makes a tar one that is not read. The message goes on with "it ...". */
export class TarError extends Error {
  override readonly name = 'TarError';
}

/**
 * Reads plain files and nothing else: links, devices, long-name records, names that lead out of a folder and repeated names are refused.
 * Nothing is ever written to a disk.
 * @param most how many files are accepted
 * @throws TarError with what is wrong
 */
export function readTar(bytes: Buffer, most: number): readonly TarFile[] {
  const files = new Map<string, Buffer>();
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0)) return [...files].map(([name, content]) => ({ name, bytes: content }));
    const name = nameOf(block);
    const size = sizeOf(block, name);
    const begin = at + BLOCK;
    if (begin + size > bytes.length) throw new TarError(`ends in the middle of ${name}`);
    if (files.has(name)) throw new TarError(`holds ${name} twice`);
    if (files.size >= most) throw new TarError(`holds more than ${most} files`);
    files.set(name, bytes.subarray(begin, begin + size));
    at = begin + size + padding(size);
  }
  throw new TarError('has no end: it was cut off');
}

/** A folder or two of lower-case words: what we write, and nothing that could lead elsewhere. */
const NAME = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*){0,2}$/;

function nameOf(block: Buffer): string {
  const name = text(block, 0, 100);
  if (block.toString('latin1', 257, 262) !== 'ustar') throw new TarError('is no tar of the ustar format');
  const told = number(block, 148, 8);
  const blank = Buffer.from(block).fill(0x20, 148, 156);
  if (told !== sum(blank)) throw new TarError('is damaged: a checksum does not fit');
  const prefix = text(block, 345, 155);
  const whole = prefix === '' ? name : `${prefix}/${name}`;
  const kind = String.fromCharCode(block[156] ?? 0);
  if (kind !== '0' && kind !== '\0') throw new TarError(`holds ${shown(whole)}, which is no plain file`);
  if (!NAME.test(whole) || whole.includes('..'))
    throw new TarError(`holds a file called ${shown(whole)}, which no archive of ours has`);
  return whole;
}

function sizeOf(block: Buffer, name: string): number {
  const size = number(block, 124, 12);
  if (size === undefined) throw new TarError(`does not say how long ${name} is`);
  return size;
}

const text = (block: Buffer, at: number, width: number): string =>
  block.toString('utf8', at, at + width).replace(/\0[\s\S]*$/, '');
function number(block: Buffer, at: number, width: number): number | undefined {
  const digits = text(block, at, width).trim();
  return /^[0-7]{1,11}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}
const shown = (name: string): string => JSON.stringify(name.slice(0, 80));
