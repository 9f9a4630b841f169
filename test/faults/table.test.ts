import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROWS } from './rows.js';

const page = readFileSync(new URL('../../docs/slack-faults.md', import.meta.url), 'utf8');
const cells = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what goes wrong'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));

it('docs/slack-faults.md has every row, in order (else: npm run faults)', () => {
  expect(cells.map(([fault]) => fault)).toEqual(ROWS.map(({ fault }) => fault));
});

it('no row answers twice, and none leaves a person without a word who can be reached', () => {
  const answers = cells.map(([fault, sees, count]) => ({ fault, sees, count: Number(count) }));
  expect(answers.filter(({ count }) => count > 1)).toEqual([]);
  // Without `chat:write` or a valid token, and no response_url to go by, there is no road to a person.
  const mute = answers.filter(({ sees }) => sees === 'nothing').map(({ fault }) => fault);
  expect(mute).toEqual(ROWS.filter(({ mute }) => mute).map(({ fault }) => fault));
});
