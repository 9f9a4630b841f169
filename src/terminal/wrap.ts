/** East Asian wide characters take two columns; near enough for wrapping, from Unicode's wide blocks. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/** @returns how many columns the text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : 1;
  return width;
}

/**
 * @param columns of the terminal.
 * @param indent columns before every line but the first.
 * @param begun the column at which the caller has already begun the first line.
 * @returns the prose, broken at spaces; a word longer than the line stays whole, so that it can be copied.
 */
export function wrapped(text: string, columns: number, indent: number, begun = indent): string {
  const room = (): number => Math.max(columns - (lines.length === 0 ? begun : indent), 24);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line === '') line = word;
    else if (widthOf(line) + 1 + widthOf(word) <= room()) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.join(`\n${' '.repeat(indent)}`);
}

/** @returns rows as columns of equal width, the last one left as it is. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>((most, row) => {
    for (const [index, cell] of row.entries()) most[index] = Math.max(most[index] ?? 0, widthOf(cell));
    return most;
  }, []);
  return rows.map((row) =>
    row
      .map((cell, index) =>
        index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell) + 2),
      )
      .join(''),
  );
}
