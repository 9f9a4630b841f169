/** Where in a line something stands: [from, to), in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Excerpt {
  readonly text: string;
  /** Where the span stands in `text`. */
  readonly span: Span;
}

const CUT = '…';
/** Of the room beside the span, the part before it: what led there is worth less than what follows. */
const BEFORE = 1 / 3;

/**
 * The part of a line around a span. An error of ten links says what broke at its end, so cutting the end off hides the very words
 * that decided.
 * @param most characters of the result, the marks of the cuts included; at least 20.
 * @returns the whole line where it fits; of a span that does not fit, its beginning and, for the most part, its end.
 */
export function excerpt(line: string, span: Span, most: number): Excerpt {
  if (line.length <= most) return { text: line, span };
  const length = span.to - span.from;
  const room = most - 2 * CUT.length - length;
  if (room < 0) return folded(line, span, most);
  const from = Math.max(0, Math.min(span.from - Math.floor(room * BEFORE), line.length - (length + room)));
  const to = Math.min(line.length, from + length + room);
  const head = from > 0 ? CUT : '';
  const text = `${head}${line.slice(from, to)}${to < line.length ? CUT : ''}`;
  const shift = head.length - from;
  return { text, span: { from: span.from + shift, to: span.to + shift } };
}

function folded(line: string, { from, to }: Span, most: number): Excerpt {
  const head = Math.floor((most - 3) * BEFORE);
  const kept = `${line.slice(from, from + head)}${CUT}${line.slice(to - (most - 3 - head), to)}`;
  const text = `${from > 0 ? CUT : ''}${kept}${to < line.length ? CUT : ''}`;
  const shift = from > 0 ? CUT.length : 0;
  return { text, span: { from: shift, to: shift + kept.length } };
}
