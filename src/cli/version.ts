import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** @returns the version in the package.json above this file, wherever it was built to. */
export function packageVersion(): string {
  for (const up of ['../../../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(up, import.meta.url), 'utf8');
      return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
    } catch {
      // not here: source and dist differ by one folder
    }
  }
  return 'unknown';
}
