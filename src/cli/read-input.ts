import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import type { Io } from './io.js';
import { UsageError } from './usage.js';

/** The contract's default cap for one text. */
export const LIMIT_BYTES = 20 * 1024 * 1024;
const LIMIT_TEXT = '20 MB';
/** Binary shows itself early: logs have no NUL, and git looks at the same first 8,000 bytes. */
const SNIFFED_BYTES = 8_000;

/** @returns the text of a file, or of stdin for `-`. @throws UsageError where there is none, or none that is text. */
export async function readInput(file: string, io: Io): Promise<string> {
  const name = file === '-' ? 'stdin' : file;
  if (file === '-' && io.stdinIsTerminal)
    io.complain('reading stdin; end with Ctrl-D (or give a file: plegmatic explain error.txt)\n');
  const bytes = (file === '-' ? undefined : readWhole(file, name)) ?? (await readAll(openInput(file, io), name));
  return toText(isGzip(bytes) ? gunzip(bytes, name) : bytes, name);
}

/** @returns a stream of a file, or of stdin for `-`. */
export function openInput(file: string, io: Io): Readable {
  return file === '-' ? io.stdin : createReadStream(file);
}

/** @returns the bytes of a plain file, in one piece; undefined for a pipe, whose size nobody knows. */
function readWhole(file: string, name: string): Buffer | undefined {
  try {
    const about = statSync(file);
    if (!about.isFile()) return undefined;
    if (about.size > LIMIT_BYTES) throw tooLong(name);
    const bytes = readFileSync(file);
    // It may have grown since it was looked at.
    if (bytes.length > LIMIT_BYTES) throw tooLong(name);
    return bytes;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(unreadable(name, error));
  }
}

async function readAll(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      size += bytes.length;
      if (size > LIMIT_BYTES) throw tooLong(name);
      chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(unreadable(name, error));
  }
  return Buffer.concat(chunks);
}

/** What the system said about a file, in one sentence. */
export function unreadable(name: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said: Record<string, string> = {
    ENOENT: 'there is no such file',
    EACCES: 'it may not be read; check its permissions',
    EISDIR: 'it is a folder; give a file in it',
  };
  return `cannot read ${name}: ${said[code] ?? (error instanceof Error ? error.message : String(error))}`;
}

const tooLong = (name: string): UsageError =>
  new UsageError(
    `${name} is longer than ${LIMIT_TEXT}; cut it to the minutes around the error, for example with grep or tail -c 20000000`,
  );

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function gunzip(bytes: Buffer, name: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMIT_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLong(`${name}, unpacked,`);
    throw new UsageError(
      `${name} begins like gzip but does not unpack; is it cut off? Unpack it yourself and try again`,
    );
  }
}

function toText(bytes: Buffer, name: string): string {
  if (bytes.length === 0) throw new UsageError(`${name} is empty; there is nothing to explain`);
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0))
    throw new UsageError(`${name} is not text (it has NUL bytes); give a log or an error message`);
  const text = bytes.toString('utf8');
  if (text.trim() === '') throw new UsageError(`${name} has nothing but white space; there is nothing to explain`);
  return text;
}
