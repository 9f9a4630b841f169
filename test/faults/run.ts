import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROWS } from './rows.js';
import { play } from './scene.js';
import { see } from './see.js';
import { line, page } from './table.js';

/** `npm run faults`: plays every row and writes docs/slack-faults.md; `npm run faults -- ID...` plays some and prints them. */
const PAGE = fileURLToPath(new URL('../../docs/slack-faults.md', import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !ROWS.some((row) => row.id === id));
if (unknown.length > 0) {
  console.error(`no row ${unknown.join(', ')}; there are: ${ROWS.map(({ id }) => id).join(', ')}`);
  process.exit(2);
}

const lines: string[] = [];
for (const row of ROWS.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  let first = '';
  const seen = await play(row, (scene) => {
    if (scene.firstMs !== undefined) first = `, first answer after ${scene.firstMs} ms`;
    return see(scene);
  });
  lines.push(line(row, seen));
  console.log(`${row.id}${first}: ${lines.at(-1)}`);
}
if (wanted.length === 0) {
  const before = readFileSync(PAGE, { encoding: 'utf8', flag: 'a+' });
  writeFileSync(PAGE, page(lines));
  console.log(
    before === page(lines)
      ? 'docs/slack-faults.md is as it was'
      : 'docs/slack-faults.md has changed: look at the difference',
  );
}
process.exit(0);
