import type { Paint } from './paint.js';

/** What every printing function needs: how wide, how colourful, and who is who. */
export type Sheet = {
  readonly width: number;
  readonly paint: Paint;
  /** The display name of a user or channel id. */
  readonly nameOf: (id: string) => string;
  /** How a timestamp reads, e.g. `03:12`. */
  readonly timeOf: (ts: string) => string;
};

export const narrower = (sheet: Sheet, by: number): Sheet => ({ ...sheet, width: sheet.width - by });
