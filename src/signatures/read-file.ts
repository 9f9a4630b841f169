import { type Document, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from './problem.js';
import { lineOf, remember, type Source, YAML_OPTIONS } from './source.js';

export type Read<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value: null; readonly problems: readonly Problem[] };

/**
 * @param source a knowledge file: its name and text.
 * @param schema what it must be.
 * @returns the value, or every problem with its line.
 */
export function readFile<S extends z.ZodType<object>>(source: Source, schema: S): Read<z.infer<S>> {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { ...YAML_OPTIONS, lineCounter: lines });
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) {
    const problems = broken.map((error) => ({
      file: source.file,
      line: lines.linePos(error.pos[0]).line,
      message: `not YAML 1.2: ${error.message}`,
      fix: 'check the indentation, and put text with : or # in quotes',
    }));
    return { value: null, problems };
  }
  const plain = plainValue(document);
  if (plain instanceof Error) {
    const fix = 'write repeated parts out; a knowledge file needs no anchors';
    return { value: null, problems: [{ file: source.file, line: 1, message: plain.message, fix }] };
  }
  const parsed = schema.safeParse(plain.value);
  if (parsed.success) return { value: remember(parsed.data, source), problems: [] };
  return { value: null, problems: parsed.error.issues.flatMap((issue) => explain(source, issue)) };
}

/** Aliases expand on reading: a small file could otherwise become a very large one. */
function plainValue(document: Document): { readonly value: unknown } | Error {
  try {
    return { value: document.toJS({ maxAliasCount: 20 }) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function explain(source: Source, issue: z.core.$ZodIssue): readonly Problem[] {
  const where = issue.path.length === 0 ? 'the file' : issue.path.join('.');
  const at = (path: readonly PropertyKey[], message: string, fix: string): Problem => ({
    file: source.file,
    line: lineOf(source.text, path),
    message,
    fix,
  });
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      at(
        [...issue.path, key],
        `${where} has no key ${key}`,
        'remove it, or compare its spelling with knowledge/signature.schema.json',
      ),
    );
  }
  return [at(issue.path, `${where}: ${issue.message}`, fixOf(issue))];
}

function fixOf(issue: z.core.$ZodIssue): string {
  const last = String(issue.path.at(-1) ?? '');
  if (issue.code === 'invalid_type' && (last === 'introduced' || last === 'fixed'))
    return `put the version in quotes: without them YAML reads a number, and 1.10 becomes 1.1`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('undefined')) return `add ${last}`;
  if (issue.code === 'invalid_type') return `write a ${issue.expected}`;
  if (issue.code === 'invalid_value') return `write one of: ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `write at least ${issue.minimum} ${unitOf(issue.origin)}`;
  if (issue.code === 'too_big') return `write at most ${issue.maximum} ${unitOf(issue.origin)}`;
  return 'compare with knowledge/signature.schema.json';
}

const unitOf = (origin: string): string => (origin === 'string' ? 'characters' : origin === 'array' ? 'of them' : '');
