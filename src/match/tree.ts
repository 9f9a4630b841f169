/**
 * The pattern language signatures are written in, as a tree: RE2 syntax minus inline flags.
 * The tree exists so that literals are derived from structure, never from a look at the text of the pattern.
 */
export type Tree =
  /** One character. `only` lists the characters it can be, when they are few; absent: too many to list. */
  | { readonly kind: 'char'; readonly only?: readonly string[] }
  /** Takes no text: an anchor, a word boundary, nothing at all. */
  | { readonly kind: 'empty'; readonly anchor?: 'start' | 'end' }
  | { readonly kind: 'sequence'; readonly items: readonly Tree[] }
  | { readonly kind: 'choice'; readonly items: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly item: Tree; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly item: Tree; readonly capture: string | true | null };

/** The pattern is outside the language; the message says what to write instead. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A cursor over the pattern's source. */
export interface Cursor {
  readonly source: string;
  at: number;
}

/** @returns the names of the named captures, and how many groups capture without a name. */
export function captureNames(tree: Tree): { readonly names: readonly string[]; readonly unnamed: number } {
  if (tree.kind === 'repeat') return captureNames(tree.item);
  if (tree.kind === 'char' || tree.kind === 'empty') return { names: [], unnamed: 0 };
  const inner = (tree.kind === 'group' ? [tree.item] : tree.items).map(captureNames);
  const own = tree.kind === 'group' && typeof tree.capture === 'string' ? [tree.capture] : [];
  const unnamed = tree.kind === 'group' && tree.capture === true ? 1 : 0;
  return {
    names: [...own, ...inner.flatMap((one) => one.names)],
    unnamed: inner.reduce((sum, one) => sum + one.unnamed, unnamed),
  };
}

/** @returns whether the pattern asks anywhere for the start, or the end, of the text. */
export function anchors(tree: Tree): { readonly start: boolean; readonly end: boolean } {
  if (tree.kind === 'empty') return { start: tree.anchor === 'start', end: tree.anchor === 'end' };
  if (tree.kind === 'char') return { start: false, end: false };
  const inner = (tree.kind === 'group' || tree.kind === 'repeat' ? [tree.item] : tree.items).map(anchors);
  return { start: inner.some((one) => one.start), end: inner.some((one) => one.end) };
}
