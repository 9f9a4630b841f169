import { hash } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Literals } from '../match/required.js';
import type { Signature } from './signature.js';

/**
 * Files that were read and found sound before, by the hash of their text: reading 700 files of YAML takes a second,
 * most of it in the YAML parser, and every call of the command line would pay it. Kept beside the compiled program, under the same
 * trust; without a place to keep it everything is read anew.
 */
export interface ParsedCache<T> {
  get(text: string): T | undefined;
  put(text: string, remembered: T): void;
  /** Keeps what was put, where that is possible. */
  save(): void;
}

/** More would be other people's folders, long gone. */
const KEPT = 2000;

/** A signature that was found sound, and what its patterns require: both follow from the text alone. */
export interface Remembered {
  readonly signature: Signature;
  /** Required literals of the pattern of each symptom. */
  readonly required: readonly (readonly Literals[])[];
}

/** Written by this program alone: entry by entry it would be checked at every start. */
const stored = z.object({
  stamp: z.string(),
  entries: z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === 'object' && value !== null),
});

/** From source (tests, development) there is no file that goes with the program: what one process found sound is remembered while it lives. */
const inProcess: Record<string, unknown> = {};

/**
 * @param place `besideProgram(...)`; null: one that lasts as long as the process.
 * @returns what was kept there by the same build. `T` is the word of whoever put it: a place holds one kind of thing.
 */
export function openParsedCache<T>(place: CachePlace | null): ParsedCache<T> {
  const before = (place === null ? inProcess : readStored(place)) as Readonly<Record<string, T>>;
  const fresh = new Map<string, T>();
  return {
    get: (text) => before[keyOf(text)],
    put: (text, remembered) => void fresh.set(keyOf(text), remembered),
    save() {
      if (fresh.size === 0) return;
      if (place === null) return void Object.assign(inProcess, Object.fromEntries(fresh));
      const entries = [...fresh, ...Object.entries(before)].slice(0, KEPT);
      writeStored(place, JSON.stringify({ stamp: place.stamp, entries: Object.fromEntries(entries) }));
    },
  };
}

export interface CachePlace {
  readonly file: string;
  /** Changes with every build: what was sound for another program may not be for this one. */
  readonly stamp: string;
}

/** @returns where the compiled program keeps what it has read of signatures or of their cases; null from source. */
export function besideProgram(what: 'knowledge' | 'cases'): CachePlace | null {
  if (import.meta.url.endsWith('.ts')) return null;
  try {
    const { mtimeMs, size } = statSync(new URL('../tsconfig.tsbuildinfo', import.meta.url));
    return { file: fileURLToPath(new URL(`../../${what}-cache.json`, import.meta.url)), stamp: `${mtimeMs} ${size}` };
  } catch {
    return null;
  }
}

function readStored({ file, stamp }: CachePlace): Readonly<Record<string, unknown>> {
  try {
    const read = stored.parse(JSON.parse(readFileSync(file, 'latin1')));
    return read.stamp === stamp ? read.entries : {};
  } catch {
    return {};
  }
}

/** Written aside and renamed: two programs may start at once. A read-only installation simply has no cache. */
function writeStored({ file }: CachePlace, text: string): void {
  try {
    writeFileSync(`${file}.${process.pid}`, ascii(text));
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Nothing is lost but time.
  }
}

/** JSON of characters that need no decoding: three megabytes of them are read and parsed in a third of the time. */
const ascii = (json: string): string =>
  json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const keyOf = (text: string): string => hash('sha256', text, 'base64');
