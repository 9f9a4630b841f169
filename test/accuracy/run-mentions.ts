import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadCases } from '../../src/signatures/load.js';
import { shippedKnowledge } from './best.js';
import { confirmedBy, isOneSentence, NAMED, type Naming, proofs, SPOKEN, TOLD } from './mentions.js';

/**
 * `npm run accuracy:mentions`: writes every line that alone confirms a signature into commands, source code, titles of changes, sentences that
 * say it is over, and prints how many are still confirmed; then how many are lost where somebody tells them (patterns that want the whole line).
 * `--misses` names each. Exit 1 where one that is only named is confirmed, or more than 1 in 100 of what is said, or 2 in 100 of what is told.
 */
const knowledge = shippedKnowledge();
const all = proofs(knowledge, loadCases([knowledgeDir()]).files);
const spoken = all.filter(isOneSentence);
const misses = process.argv.includes('--misses');
let failed = false;

function ask(lines: typeof all, { name, render }: Naming, wanted: boolean, most: number): void {
  const other = lines.filter(({ id, line }) => confirmedBy(render(line), knowledge).includes(id) !== wanted);
  failed ||= other.length > most * lines.length;
  console.log(`${name.padEnd(30)} ${wanted ? 'lost' : 'confirmed'} ${other.length}/${lines.length}`);
  if (misses) for (const { id, line } of other) console.log(`  ${id}: ${line.slice(0, 200)}`);
}

for (const one of NAMED) ask(all, one, false, 0);
for (const one of SPOKEN) ask(spoken, one, false, 0.01);
for (const one of TOLD) ask(all, one, true, 0.02);
console.log(`${all.length} lines of ${new Set(all.map(({ id }) => id)).size} signatures`);
process.exitCode = failed ? 1 : 0;
