/** What a width limit on the way did to a text: each takes the text and the width in columns. */
export interface Wrap {
  readonly name: string;
  readonly fold: (text: string, width: number) => string;
}

/** The widths at which terminals and mail programs cut most. */
export const WIDTHS = [80, 100, 120] as const;

/** Cut at the column, wherever that is: copied from a terminal, tmux, a serial console or a screen recording. */
const cut = (line: string, width: number): readonly string[] => {
  const points = [...line];
  const rows: string[] = [];
  for (let from = 0; from < points.length; from += width) rows.push(points.slice(from, from + width).join(''));
  return rows.length === 0 ? [''] : rows;
};

/** Broken at the last space that fits, a longer word at the column: mail programs, editors, chat clients. */
const fold = (line: string, width: number): readonly string[] => {
  const rows: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const indent = rest.length - rest.trimStart().length;
    if (space > indent) {
      rows.push(rest.slice(0, space));
      rest = rest.slice(space + 1);
    } else {
      rows.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
  }
  return [...rows, rest];
};

const lines = (text: string, one: (line: string) => readonly string[]): string =>
  text
    .split('\n')
    .flatMap((line) => one(line.replace(/\r$/, '')))
    .join('\n');

/** The first row as it is, what follows of the same line indented. */
const hanging = (rows: readonly string[], by: string): readonly string[] =>
  rows.map((row, index) => (index === 0 ? row : by + row));

export const WRAPS: readonly Wrap[] = [
  { name: 'cut', fold: (text, width) => lines(text, (line) => cut(line, width)) },
  {
    name: 'cut, all indented',
    fold: (text, width) => lines(text, (line) => cut(line, width - 4).map((row) => `    ${row}`)),
  },
  {
    name: 'cut, continuation indented',
    fold: (text, width) => lines(text, (line) => hanging(cut(line, width - 4), '    ')),
  },
  { name: 'folded', fold: (text, width) => lines(text, (line) => fold(line, width)) },
  {
    name: 'folded, continuation indented',
    fold: (text, width) => lines(text, (line) => hanging(fold(line, width - 4), '    ')),
  },
  {
    name: 'folded, quoted mail',
    fold: (text, width) => lines(text, (line) => fold(line, width - 2).map((row) => `> ${row}`)),
  },
];
