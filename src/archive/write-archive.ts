import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CollectionReport } from '../facts/collection.js';
import type { Facts } from '../facts/fact.js';
import { factsToJson } from '../facts/facts-json.js';
import type { ProbeOutput } from '../facts/probe.js';
import { type Manifest, SCHEMA } from './manifest.js';
import { type TarFile, writeTar } from './tar.js';

/** What one collection brought home, already redacted. */
export interface Archived extends Pick<Manifest, 'id' | 'node' | 'cluster' | 'at' | 'versions'> {
  readonly facts: Facts;
  readonly collection: CollectionReport;
  /** As the probes printed it. */
  readonly outputs: readonly ProbeOutput[];
  /** Objects of the API server by file name, without `.json`. */
  readonly objects: Readonly<Record<string, unknown>>;
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

/** @returns a gzipped tar; the same collection gives the same bytes. */
export function writeArchive({ facts, collection, outputs, objects, ...about }: Archived): Buffer {
  const ends = outputs.map(({ text: _, ...end }) => end);
  const files: TarFile[] = [
    { name: 'facts.json', bytes: json(factsToJson(facts)) },
    { name: 'collection.json', bytes: json(collection) },
    { name: 'probes.json', bytes: json(ends) },
    ...outputs.map(({ id, text }) => ({ name: `probes/${id}.txt`, bytes: Buffer.from(`${text}\n`) })),
    ...Object.entries(objects).map(([name, object]) => ({ name: `api/${name}.json`, bytes: json(object) })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest: Manifest = {
    schema: SCHEMA,
    ...about,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
  };
  // zlib writes no time and no name of its own.
  return gzipSync(writeTar([{ name: 'manifest.json', bytes: json(manifest) }, ...files]), { level: 9 });
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
