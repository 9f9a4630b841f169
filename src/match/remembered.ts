import type { Literals } from './required.js';

/**
 * What patterns require, by the pattern's source, where they were read before. It follows from the source alone, so remembering it changes
 * nothing but the time to start: deriving that of 400 signatures takes a tenth of a second.
 */
const REQUIRED = new Map<string, readonly Literals[]>();

/** @param required what `requiredLiterals` derived for this source, by this very program. */
export function rememberRequired(source: string, required: readonly Literals[]): void {
  REQUIRED.set(source, required);
}

export const rememberedRequired = (source: string): readonly Literals[] | undefined => REQUIRED.get(source);
