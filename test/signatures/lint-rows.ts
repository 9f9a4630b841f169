import { describe, expect, it } from 'vitest';
import { type Edit, knowledgeFolder, problemsOf } from './knowledge-folder.js';

/** What is wrong, the edit that makes it so, what is said; then a neighbour of it that is right (empty: the sound folder itself). */
export interface LintRow {
  readonly what: string;
  readonly bad: readonly Edit[];
  readonly says: RegExp;
  readonly good: readonly Edit[];
}

export const swap = (from: string, to: string): readonly Edit[] => [{ from, to }];

/** Each row is a folder that fails and one that passes. */
export function describeLints(name: string, rows: readonly LintRow[]): void {
  describe(name, () => {
    for (const { what, bad, says, good } of rows) {
      it(`tells ${what}`, () => {
        const messages = problemsOf(knowledgeFolder(bad)).map(({ message }) => message);
        expect(messages.join('\n')).toMatch(says);
      });
      it(`has nothing against ${good.length > 0 ? `what only looks like ${what}` : `a folder without ${what}`}`, () => {
        const messages = problemsOf(knowledgeFolder(good)).map(({ message }) => message);
        expect(messages.join('\n')).not.toMatch(says);
      });
    }
  });
}
