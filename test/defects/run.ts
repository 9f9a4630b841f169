import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Defect, defectsSchema, plant } from './defect.js';

/**
 * `npm run defects [ID...]`: applies each planted defect alone to a copy of the checkout, runs the tests that ought to notice, and prints a line each.
 * Exit 1 when one survives, or when the tests fail without any defect.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));
const wanted = new Set(process.argv.slice(2));
const all = defectsSchema.parse(parse(readFileSync(join(root, 'test/defects/defects.yaml'), 'utf8')));
const chosen = all.filter((defect) => wanted.size === 0 || wanted.has(defect.id));

const SKIP = new Set(['node_modules', '.git', '.plegmatic']);
const copy = mkdtempSync(join(tmpdir(), 'plegmatic-defects-'));
cpSync(root, copy, {
  recursive: true,
  verbatimSymlinks: true,
  filter: (from) => !SKIP.has(relative(root, from).split('/')[0] ?? ''),
});
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

function suitePasses(tests: readonly string[]): boolean {
  const run = spawnSync('node_modules/.bin/vitest', ['run', '--bail=1', ...tests], { cwd: copy, encoding: 'utf8' });
  if (run.error) throw run.error;
  return run.status === 0;
}

function caught(defect: Defect): boolean {
  const file = join(copy, defect.file);
  const sound = readFileSync(file, 'utf8');
  writeFileSync(file, plant(sound, defect));
  try {
    return !suitePasses(defect.tests);
  } finally {
    writeFileSync(file, sound);
  }
}

try {
  const tests = [...new Set(chosen.flatMap((defect) => defect.tests))];
  if (!suitePasses(tests)) {
    console.error('The tests fail without any defect; nothing can be learnt from planting one.');
    process.exitCode = 1;
  } else {
    let survived = 0;
    for (const defect of chosen) {
      const noticed = caught(defect);
      if (!noticed) survived += 1;
      console.log(`${noticed ? 'caught  ' : 'SURVIVED'}  ${defect.id.padEnd(36)} ${defect.harm}`);
    }
    console.log(`${chosen.length - survived} of ${chosen.length} planted defects caught`);
    if (survived > 0) process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
