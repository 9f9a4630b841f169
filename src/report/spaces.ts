/** A run of spaces between two words of a sentence. */
const WIDE = /([a-z0-9,.;:)'"]) {2,12}(?=[A-Za-z'"(/])/g;
const ANY_WIDE = /\S(?: {2,}|\t)\S/g;
/** A row of a table has more wide gaps than this, and few narrow ones. */
const FEW = 2;
const NARROW = 5;

/**
 * A sentence in which somebody typed, or a chat left, two spaces for one: read with one. Rows of tables keep their columns.
 */
export function evenSpaces(text: string): string {
  if (!text.includes('  ')) return text;
  const wide = text.match(ANY_WIDE)?.length ?? 0;
  if (wide === 0 || wide > FEW) return text;
  const narrow = text.split(/\S \S/).length - 1;
  return narrow < NARROW ? text : text.replace(WIDE, '$1 ');
}
