import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FileError } from './file-error.js';

const unpack = promisify(gunzip);

/**
 * Bytes of a file as text: gzip unpacked off the main thread, up to the cap; UTF-8, or UTF-16 where a byte-order mark says so (PowerShell
 * redirects like that). Rejects with FileError: too-large, broken-gzip, archive, binary.
 */
export async function decode(bytes: Buffer, name: string, maxBytes: number): Promise<string> {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, name, maxBytes) : bytes;
  const wide = wideText(plain);
  if (wide !== undefined) return wide;
  if (isArchive(plain)) throw new FileError(name, { kind: 'archive' });
  // Text logs hold no NUL bytes; the first 8 kB tell.
  if (plain.subarray(0, 8192).includes(0)) throw new FileError(name, { kind: 'binary' });
  return plain.toString('utf8');
}

async function unpacked(bytes: Buffer, name: string, maxBytes: number): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw new FileError(
      name,
      cause instanceof RangeError ? { kind: 'too-large', most: maxBytes } : { kind: 'broken-gzip' },
      cause,
    );
  }
}

function wideText(bytes: Buffer): string | undefined {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return bytes.subarray(2).toString('utf16le');
  if (mark === 'feff')
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  return undefined;
}

/** tar says so at byte 257; zip, xz, zstd, bzip2 and 7z in their first bytes. */
function isArchive(bytes: Buffer): boolean {
  if (bytes.subarray(257, 262).toString('latin1') === 'ustar') return true;
  const head = bytes.subarray(0, 6).toString('hex');
  return ['504b0304', 'fd377a585a', '28b52ffd', '425a68', '377abcaf'].some((magic) => head.startsWith(magic));
}
