/** What a terminal may show: colour by meaning, never by taste; without colour the words and signs carry it alone. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

/** SGR codes of ECMA-48; every terminal that claims colour has these eight. */
const CODES = { bold: [1, 22], dim: [2, 22], good: [32, 39], bad: [31, 39], warn: [33, 39] } as const;

/** @returns paints, or with `color: false` paints that leave the text as it is. */
export function styleOf(color: boolean): Style {
  const paint =
    ([on, off]: readonly [number, number]) =>
    (text: string): string =>
      color ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    bold: paint(CODES.bold),
    dim: paint(CODES.dim),
    good: paint(CODES.good),
    bad: paint(CODES.bad),
    warn: paint(CODES.warn),
  };
}

/** Pasted text is a stranger's: its escape sequences and control characters never reach the terminal. */
export function inert(text: string): string {
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
