import type { Case } from '../../src/oncall/case.js';
import type { CaseWords } from './case-words.js';

/** How many nodes a case is known to be on, in words: beyond those kept one by one, nobody has counted. */
export const nodeCount = (
  { places, moreAlerts }: Pick<Case, 'places' | 'moreAlerts'>,
  { moreThan }: CaseWords,
): string => (moreAlerts > 0 ? moreThan(places.length) : String(places.length));
