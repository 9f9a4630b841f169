import { expect, test } from 'vitest';
import { mayWear, PEELS } from '../../src/report/unwrap.js';
import { corpusPaths, readLabelled } from '../accuracy/corpus.js';

test('no wrapping is undone of a text that is said to wear none', () => {
  let worn = 0;
  let bare = 0;
  for (const { text } of readLabelled(corpusPaths())) {
    for (const line of text.split('\n').map((one) => one.trim())) {
      const wears = PEELS.some((peel) => peel(line) !== undefined);
      if (wears) expect(mayWear(line), line).toBe(true);
      if (wears) worn++;
      else if (!mayWear(line)) bare++;
    }
  }
  // Neither would show anything if one of the two were rare.
  expect(Math.min(worn, bare)).toBeGreaterThan(5000);
});
