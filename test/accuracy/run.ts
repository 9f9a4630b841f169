import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpusPaths, readLabelled } from './corpus.js';
import { answerSchema } from './labelled.js';
import { isMiss, type Marked, mark, score } from './score.js';

/**
 * `npm run accuracy [JSONL...]`: runs the shipped command over labelled texts and prints how often it is right, by component, with every miss.
 * Paths by argument, else PLEGMATIC_CORPUS (separated by colons), else test/corpus. Exit 1 below the project's aims.
 */
const root = fileURLToPath(new URL('../../', import.meta.url));

function paths(): readonly string[] {
  const given = process.argv.slice(2);
  if (given.length > 0) return given;
  return process.env.PLEGMATIC_CORPUS ? process.env.PLEGMATIC_CORPUS.split(':') : corpusPaths();
}

const labelled = readLabelled(paths());
const input = labelled.map(({ id, text }) => JSON.stringify({ id, text })).join('\n');
const explain = spawnSync(process.execPath, [join(root, 'bin/plegmatic.js'), 'explain', '--jsonl'], {
  input: `${input}\n`,
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
if (explain.status !== 0 && explain.status !== 3) {
  console.error(explain.stderr);
  process.exit(1);
}
const answers = explain.stdout
  .split('\n')
  .filter(Boolean)
  .map((line) => answerSchema.parse(JSON.parse(line)));
if (answers.length !== labelled.length) throw new Error(`${labelled.length} texts, ${answers.length} answers`);
const marks: Marked[] = labelled.map((text, index) => {
  const answer = answers[index];
  if (answer === undefined || answer.id !== text.id) throw new Error(`answer ${index} is not about ${text.id}`);
  return mark(text, answer);
});

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);
const row = (name: string, some: readonly Marked[]): void => {
  const s = score(some);
  console.log(
    [
      name.padEnd(14),
      `top-1 ${s.top1}/${s.determinable} ${percent(s.top1, s.determinable)}`.padEnd(24),
      `top-3 ${percent(s.top3, s.determinable)}`.padEnd(16),
      `listed ${s.listed}/${s.undecidable}`.padEnd(14),
      `false ${s.falsePositives}/${s.negatives}`.padEnd(13),
      `overclaims ${s.overclaims}`,
    ].join('  '),
  );
};

/** A text that nothing should answer belongs to no component; of the others some have none named. */
function componentOf({ labelled: { component, failure_mode } }: Marked): string {
  return failure_mode === null ? 'silence' : (component ?? 'not named');
}
const components = [...new Set(marks.map(componentOf))].sort();
for (const component of components)
  row(
    component,
    marks.filter((m) => componentOf(m) === component),
  );
row('all', marks);
for (const miss of marks.filter(isMiss)) {
  const { id, failure_mode, source } = miss.labelled;
  console.log(
    `miss  ${id}  wanted ${failure_mode ?? 'silence'}  said ${miss.said.slice(0, 4).join(', ') || 'nothing'}  ${source}`,
  );
}
const all = score(marks);
const good =
  all.top1 >= 0.97 * all.determinable &&
  all.top3 >= 0.99 * all.determinable &&
  all.listed === all.undecidable &&
  all.falsePositives <= 0.01 * all.negatives &&
  all.overclaims === 0;
process.exitCode = good ? 0 : 1;
