import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Problem } from './problem.js';

/** Where a parsed value came from, so that a problem found much later still has its file and line. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

export type Path = readonly PropertyKey[];

const sources = new WeakMap<object, Source>();

/** Remembers where a signature or a set of cases was read. @returns the value. */
export function remember<T extends object>(value: T, source: Source): T {
  sources.set(value, source);
  return value;
}

/** @returns where a value was read; values built in code have no file. */
export function sourceOf(value: object): Source {
  return sources.get(value) ?? { file: '(not from a file)', text: '' };
}

/**
 * @returns the problem at a path of a value. The text is parsed again for its lines: problems are rare, loading is not.
 */
export function problemAt(value: object, path: Path, problem: Omit<Problem, 'file' | 'line'>): Problem {
  const source = sourceOf(value);
  return { file: source.file, line: lineOf(source.text, path), ...problem };
}

/** @returns the 1-based line of the value at a path, or of the nearest parent that is there. */
export function lineOf(text: string, path: Path): number {
  const { document, lines } = parsedForLines(text);
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

interface Parsed {
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Problems come file by file, so remembering one file is enough. */
let latest: Parsed | null = null;

function parsedForLines(text: string): Parsed {
  if (latest?.text === text) return latest;
  const lines = new LineCounter();
  latest = { text, document: parseDocument(text, { ...YAML_OPTIONS, lineCounter: lines }), lines };
  return latest;
}

/** YAML 1.2 core: `on` and `no` are words. A version without quotes may still read as a number; the schema refuses it. */
export const YAML_OPTIONS = { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: true } as const;
