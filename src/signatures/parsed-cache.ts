import { hash } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Files that were read and found sound before, by the hash of their text: reading 1,000 files of YAML takes seconds,
 * most of them in the YAML parser, and every call of the command line would pay them. Kept beside the compiled program, under the same
 * trust; without a place to keep it everything is read anew.
 *
 * Of each file a head is read at once and a body when it is asked for: of a thousand signatures an answer tells a few.
 */
export interface ParsedCache<H, B> {
  get(text: string): Kept<H, B> | undefined;
  put(text: string, head: H, body: B): void;
  /** Keeps what was put, where that is possible. */
  save(): void;
}

export interface Kept<H, B> {
  readonly head: H;
  /** Parsed at every call. */
  body(): B;
}

/** More would be other people's folders, long gone. */
const KEPT = 2000;

/** Where a body begins behind the first line of the file, its length, and its head. */
type Entry = readonly [from: number, length: number, head: unknown];

/** The first line; the bodies follow it. Written by this program alone: entry by entry it would be checked at every start. */
const firstLine = z.object({
  stamp: z.string(),
  bodies: z.int().describe('characters of all of them'),
  entries: z.custom<Readonly<Record<string, Entry>>>((value) => typeof value === 'object' && value !== null),
});

interface Stored {
  readonly entries: Readonly<Record<string, Entry>>;
  bodyOf(entry: Entry): string;
}

const NOTHING: Stored = { entries: {}, bodyOf: () => '' };

/** From source (tests, development) there is no file that goes with the program: what one process found sound is remembered while it lives. */
const inProcess = new Map<string, Kept<unknown, unknown>>();

/**
 * @param place `besideProgram(...)`; null: one that lasts as long as the process.
 * @returns what was kept there by the same build. `H` and `B` are the word of whoever put it: a place holds one kind of thing.
 */
export function openParsedCache<H, B>(place: CachePlace | null): ParsedCache<H, B> {
  const stored = place === null ? NOTHING : readStored(place);
  const fresh = new Map<string, { readonly head: H; readonly body: B }>();
  return {
    get(text) {
      const key = keyOf(text);
      if (place === null) return inProcess.get(key) as Kept<H, B> | undefined;
      const entry = stored.entries[key];
      return entry && { head: entry[2] as H, body: () => JSON.parse(stored.bodyOf(entry)) as B };
    },
    put: (text, head, body) => void fresh.set(keyOf(text), { head, body }),
    save() {
      if (fresh.size === 0) return;
      if (place !== null) return writeStored(place, fresh, stored);
      for (const [key, { head, body }] of fresh) inProcess.set(key, { head, body: () => body });
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
    return { file: fileURLToPath(new URL(`../../${what}.cache`, import.meta.url)), stamp: `${mtimeMs} ${size}` };
  } catch {
    return null;
  }
}

function readStored({ file, stamp }: CachePlace): Stored {
  try {
    const bytes = readFileSync(file);
    const begin = bytes.indexOf(10) + 1;
    const { entries, ...said } = firstLine.parse(JSON.parse(bytes.toString('latin1', 0, begin)));
    if (said.stamp !== stamp || begin + said.bodies !== bytes.length) return NOTHING;
    return { entries, bodyOf: ([from, length]) => bytes.toString('latin1', begin + from, begin + from + length) };
  } catch {
    return NOTHING;
  }
}

/** Written aside and renamed: two programs may start at once. A read-only installation simply has no cache. */
function writeStored(
  { file, stamp }: CachePlace,
  fresh: ReadonlyMap<string, { readonly head: unknown; readonly body: unknown }>,
  before: Stored,
): void {
  const entries: Record<string, Entry> = {};
  const bodies: string[] = [];
  let from = 0;
  const add = (key: string, head: unknown, body: string): void => {
    if (bodies.length === KEPT || entries[key] !== undefined) return;
    entries[key] = [from, body.length, head];
    bodies.push(body);
    from += body.length;
  };
  for (const [key, { head, body }] of fresh) add(key, head, ascii(JSON.stringify(body)));
  for (const [key, entry] of Object.entries(before.entries)) add(key, entry[2], before.bodyOf(entry));
  try {
    const first = ascii(JSON.stringify({ stamp, bodies: from, entries }));
    writeFileSync(`${file}.${process.pid}`, `${first}\n${bodies.join('')}`, 'latin1');
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // Nothing is lost but time.
  }
}

/** JSON of characters that need no decoding, and of which each is a byte. */
const ascii = (json: string): string =>
  json.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const keyOf = (text: string): string => hash('sha256', text, 'base64');
