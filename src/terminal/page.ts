import type { Style } from './style.js';
import type { Words } from './words.js';

/** What every part of the answer is drawn with. */
export interface Page {
  readonly style: Style;
  readonly words: Words;
  readonly columns: number;
}
