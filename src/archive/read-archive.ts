import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { CollectionReport } from '../facts/collection.js';
import type { Facts } from '../facts/fact.js';
import { factsFromJson } from '../facts/facts-json.js';
import { collectionReport } from '../records/collected.js';
import { anyManifest, type Manifest, manifest, SCHEMA } from './manifest.js';
import { readTar, TarError, type TarFile } from './tar.js';
import { sha256 } from './write-archive.js';

/** Bytes of an archive as it lies on the disk. A healthy node's has 60 KB; every probe at its cap would make 2 MB. */
export const MOST_PACKED = 20 * 1024 * 1024;
/** Bytes unpacked: every probe at its cap is 6 MB, and facts repeat them once. */
const MOST_UNPACKED = 64 * 1024 * 1024;
const MOST_FILES = 500;

export interface ReadArchive {
  readonly manifest: Manifest;
  readonly facts: Facts;
  readonly collection: CollectionReport;
}

/** An archive that is not read. The message is a whole sentence: what is wrong with it and what to do. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
}

/**
 * Reads what `writeArchive` wrote, in memory; nothing in it is trusted before its schema, its names and its sums have been checked.
 * @param name of the file, for the message
 * @throws ArchiveError for everything else
 */
export function readArchive(packed: Buffer, name: string): ReadArchive {
  const refuse = (why: string): never => {
    throw new ArchiveError(`${name} ${why}; write it again with: plegmatic node NODE --bundle FILE`);
  };
  try {
    const [first, ...files] = readTar(unpack(packed), MOST_FILES);
    if (first?.name !== 'manifest.json')
      return refuse('does not begin with a manifest, so it is no archive of plegmatic');
    const about = manifestOf(first);
    checkSums(about, files);
    const factsFile = json(files, 'facts.json');
    return {
      manifest: about,
      facts: factsFromJson(factsFile),
      collection: collectionReport.parse(json(files, 'collection.json')),
    };
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    if (error instanceof TarError) return refuse(error.message);
    return refuse(
      `holds something else than its manifest says (${error instanceof Error ? firstLine(error) : String(error)})`,
    );
  }
}

const firstLine = (error: Error): string =>
  (error instanceof z.ZodError ? z.prettifyError(error) : error.message).split('\n')[0] ?? '';

function unpack(packed: Buffer): Buffer {
  if (packed.length > MOST_PACKED) throw new TarError('is larger than any archive of ours (20 MB)');
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) throw new TarError('is not gzip');
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_UNPACKED });
  } catch (error) {
    throw new TarError(
      error instanceof RangeError
        ? 'unpacks to more than 64 MB, which no archive of ours does'
        : 'does not unpack: it is cut off or damaged',
    );
  }
}

function manifestOf(file: TarFile): Manifest {
  const value: unknown = JSON.parse(file.bytes.toString('utf8'));
  const schema = anyManifest.safeParse(value).data?.schema;
  if (schema !== SCHEMA)
    throw new TarError(
      `says ${schema === undefined ? 'no schema' : `schema ${JSON.stringify(schema)}`}, and this program reads ${SCHEMA}`,
    );
  return manifest.parse(value);
}

/** Exactly the files of the manifest, exactly as they were. */
function checkSums(about: Manifest, files: readonly TarFile[]): void {
  const told = new Map(about.files.map((file) => [file.name, file]));
  for (const { name, bytes } of files)
    if (told.get(name)?.sha256 !== sha256(bytes)) throw new TarError(`has another ${name} than its manifest says`);
  const missing = about.files.find(({ name }) => !files.some((file) => file.name === name));
  if (missing !== undefined) throw new TarError(`lacks ${JSON.stringify(missing.name.slice(0, 80))} of its manifest`);
}

function json(files: readonly TarFile[], name: string): unknown {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new TarError(`lacks ${name}`);
  return JSON.parse(file.bytes.toString('utf8'));
}
