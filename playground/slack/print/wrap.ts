const ANSI = /\u001b\[[0-9;]*m/g;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u;

/** Terminal columns of a text: colours take none, Chinese characters and emoji two. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text.replace(ANSI, '')) sum += WIDE.test(char) ? 2 : 1;
  return sum;
}

/** Breaks a line at spaces, and between wide characters, so that no piece is wider than `width` unless it is one word. */
export function wrap(line: string, width: number): string[] {
  if (columns(line) <= width) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces(line)) {
    if (current !== '' && columns(current) + columns(piece.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = indent + piece.trimStart();
    } else current += piece;
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}

const pieces = (line: string): string[] =>
  line
    .split(/(?<= )(?! )/)
    .flatMap((word) => (WIDE.test(word) ? word.split(/(?<=[\u3001-\u9fff\uff00-\uff60])/) : [word]));

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));
