import type { Line } from '../src/report/report.js';
import type { Unrecognised } from './blocks/shown.js';

/** The anatomy of an error nobody's signature knows, as sentences; nothing where no link of the chain speaks. */
export function unrecognisedOf(_lines: readonly Line[]): Unrecognised | undefined {
  return undefined;
}
