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
  /** Whether the pattern may look around: our own tables of words may, signatures may not. */
  readonly lookaround: boolean;
}

/** What the parts of a pattern say about the whole. */
export interface Traits {
  /** Names of the named captures. */
  readonly names: readonly string[];
  /** Groups that capture without a name. */
  readonly unnamed: number;
  /** Whether it asks anywhere for the start, or the end, of the text. */
  readonly start: boolean;
  readonly end: boolean;
}

/** @returns the traits of a pattern, in one walk. */
export function traitsOf(tree: Tree): Traits {
  const names: string[] = [];
  let unnamed = 0;
  let start = false;
  let end = false;
  const visit = (part: Tree): void => {
    if (part.kind === 'empty') {
      start ||= part.anchor === 'start';
      end ||= part.anchor === 'end';
    } else if (part.kind === 'sequence' || part.kind === 'choice') {
      for (const item of part.items) visit(item);
    } else if (part.kind !== 'char') {
      if (part.kind === 'group' && typeof part.capture === 'string') names.push(part.capture);
      if (part.kind === 'group' && part.capture === true) unnamed++;
      visit(part.item);
    }
  };
  visit(tree);
  return { names, unnamed, start, end };
}
