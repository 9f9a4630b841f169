import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The columns of docs/verification/*.tsv, in their order. */
const COLUMNS = ['id', 'url', 'date', 'opened', 'verdict', 'note'] as const;

/** One reference of one signature, opened by somebody other than the signature's author, and its claim held against what stands there. */
const readingSchema = z.strictObject({
  id: z.string().min(1),
  url: z.url(),
  date: z.iso.date(),
  /** What was opened: a stored thread or page, a clone at the tag of the link, a packaged source, a manual page. */
  opened: z.enum(['clone', 'thread', 'page', 'man', 'source', 'tree']),
  /** `corrected`: the claim was narrowed to what stands there. `replaced`: the reference took the place of one that could not be opened or says something else. */
  verdict: z.enum(['confirmed', 'corrected', 'replaced']),
  note: z.string(),
});

export type Reading = z.infer<typeof readingSchema>;

function parseRow(line: string, where: string): Reading {
  const cells = line.split('\t');
  if (cells.length !== COLUMNS.length)
    throw new Error(`${where}: ${cells.length} columns, not ${COLUMNS.length} (${COLUMNS.join(', ')})`);
  const parsed = readingSchema.safeParse(Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at]])));
  if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * @param folder docs/verification: one file a reader, tab separated, the first line names the columns.
 * @returns every reading there is. Throws with file and line on a row that cannot be read.
 */
export function readReadings(folder: string): readonly Reading[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) => {
      const [head, ...rows] = readFileSync(join(folder, file), 'utf8').replace(/\n+$/, '').split('\n');
      if (head !== COLUMNS.join('\t')) throw new Error(`${file}:1: the first line is not ${COLUMNS.join(', ')}`);
      return rows.map((row, at) => parseRow(row, `${file}:${at + 2}`));
    });
}

/** By signature and address, the day somebody last opened it. */
export type ReadOn = (id: string, url: string) => string | undefined;

export function readOn(readings: readonly Reading[]): ReadOn {
  const days = new Map<string, string>();
  for (const { id, url, date } of readings) {
    const key = `${id} ${url}`;
    if (date > (days.get(key) ?? '')) days.set(key, date);
  }
  return (id, url) => days.get(`${id} ${url}`);
}
