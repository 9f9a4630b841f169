import type { Scheme } from '../versions/scheme.js';
import type { FactTime } from './fact.js';

/** What a column of a rows fact holds, and how its value ages (default: as the fact). */
export interface Column {
  readonly type: 'number' | 'text' | 'flag';
  readonly time?: FactTime;
  /** A null here says "no limit" (a comparison with it is decided); elsewhere a null is unknown. */
  readonly none?: 'unlimited';
  readonly meaning: string;
}

export type FactKind =
  | { readonly kind: 'version'; readonly scheme: Scheme }
  | { readonly kind: 'text' }
  | { readonly kind: 'number'; readonly unit?: string }
  | { readonly kind: 'flag' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'rows'; readonly key?: string; readonly columns: Readonly<Record<string, Column>> };

export type FactSpec = FactKind & { readonly time: FactTime; readonly meaning: string };
