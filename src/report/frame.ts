const BAR = '\u2502';
/** Longer is no screen; keeps the joining linear. */
const LONGEST = 16_384;

/**
 * The frame that k9s and its kin draw around a describe, away: `│ words │` gives `words`. A row that is full to the frame goes on in the next one:
 * the first gets the whole text, the others become empty. A copy without line feeds has the frames of two rows side by side (`a ││ dding`), in
 * the middle of whatever the width cut. Rows of a table, with bars between their cells, stay.
 */
export function unframe(raws: readonly string[]): readonly string[] {
  const rows = raws.map((raw) => (raw.includes(BAR) ? raw.replaceAll(` ${BAR}${BAR} `, '') : raw));
  let first = 0;
  let goesOn = false;
  for (const [at, row] of rows.entries()) {
    const words = inner(row);
    if (words === undefined) {
      goesOn = false;
      continue;
    }
    const joined: string = goesOn ? `${rows[first]}${words}` : words;
    if (goesOn && joined.length <= LONGEST) rows[at] = '';
    else first = at;
    rows[first] = rows[at] === '' ? joined : words;
    goesOn = words.length - words.trimEnd().length <= 1;
  }
  return rows;
}

/** What stands in a frame, without the blank on either side; undefined where there is none, or more than one cell. */
function inner(row: string): string | undefined {
  const text = row.trim();
  if (text.length < 5 || !text.startsWith(BAR) || !text.endsWith(BAR)) return undefined;
  const words = text.slice(1, -1);
  if (words.includes(BAR)) return undefined;
  return words.slice(words.startsWith(' ') ? 1 : 0, words.endsWith(' ') ? -1 : undefined);
}
