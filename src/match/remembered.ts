/**
 * The literals of patterns that were read before, by the pattern's source. They follow from the source alone, so remembering them changes
 * nothing but the time to start: deriving those of 400 signatures takes a tenth of a second.
 */
const LITERALS = new Map<string, readonly string[] | null>();

/** @param literals what `requiredLiterals` derived for this source, by this very program. */
export function rememberLiterals(source: string, literals: readonly string[] | null): void {
  LITERALS.set(source, literals);
}

export const rememberedLiterals = (source: string): readonly string[] | null | undefined => LITERALS.get(source);
