import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROWS, type Row } from './rows.js';
import { play } from './scene.js';
import { see } from './see.js';
import { line, page } from './table.js';

/** `npm run faults [-- ID...]`: plays every row, or those named, and writes their lines into docs/slack-faults.md. */
const PAGE = fileURLToPath(new URL('../../docs/slack-faults.md', import.meta.url));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !ROWS.some((row) => row.id === id));
if (unknown.length > 0) {
  console.error(`no row ${unknown.join(', ')}; there are: ${ROWS.map(({ id }) => id).join(', ')}`);
  process.exit(2);
}

const before = readFileSync(PAGE, { encoding: 'utf8', flag: 'a+' });
const lines = new Map<Row, string>();
for (const row of ROWS) {
  const kept = before.split('\n').find((one) => one.startsWith(`| ${row.fault} |`));
  if (kept !== undefined && wanted.length > 0 && !wanted.includes(row.id)) lines.set(row, kept);
  else await played(row);
}
const after = page([...lines.values()]);
writeFileSync(PAGE, after);
console.log(`docs/slack-faults.md ${before === after ? 'is as it was' : 'has changed: look at the difference'}`);
process.exit(0);

async function played(row: Row): Promise<void> {
  let first = '';
  const seen = await play(row, (scene) => {
    if (scene.firstMs !== undefined) first = `, first answer after ${scene.firstMs} ms`;
    return see(scene);
  });
  lines.set(row, line(row, seen));
  console.log(`${row.id}${first}: ${lines.get(row)}`);
}
