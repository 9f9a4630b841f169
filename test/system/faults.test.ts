import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROWS } from '../faults/rows.js';
import { play } from '../faults/scene.js';
import { see } from '../faults/see.js';
import { line } from '../faults/table.js';

const page = readFileSync(new URL('../../docs/slack-faults.md', import.meta.url), 'utf8');

// A sample: `npm run faults` plays them all.
it('the row of a bot that is removed from the channel is as docs/slack-faults.md says', async () => {
  const row = ROWS.find(({ id }) => id === 'removed');
  if (row === undefined) throw new Error('no such row');
  expect(page.split('\n')).toContain(line(row, await play(row, see)));
});
