import { bestVerdict, shippedKnowledge } from './best.js';
import { corpusPaths, readLabelled } from './corpus.js';
import { WIDTHS, WRAPS } from './wraps.js';

/**
 * `npm run accuracy:wrapped [JSONL...]`: wraps every labelled text at 80, 100 and 120 columns in six ways, and prints how many keep the best
 * verdict of the text as it was, and how many harmless texts are answered only when wrapped. `--misses` names each; `--widths=72,97,143` asks at other widths. Exit 1 below the aims.
 */
const words = process.argv.slice(2);
const misses = words.includes('--misses');
const widths =
  words
    .find((word) => word.startsWith('--widths='))
    ?.slice(9)
    .split(',')
    .map(Number) ?? WIDTHS;
const paths = words.filter((word) => !word.startsWith('--'));
const knowledge = shippedKnowledge();
const whole = readLabelled(paths.length > 0 ? paths : corpusPaths()).map((one) => ({
  ...one,
  best: bestVerdict(one.text, knowledge),
}));
const positive = whole.filter((one) => one.failure_mode !== null && one.best !== null);
const negative = whole.filter((one) => one.failure_mode === null && one.best === null);

const percent = (part: number, of: number): string => `${part}/${of} ${((100 * part) / of).toFixed(1)} %`;
let kept = 0;
let asked = 0;
let changed = 0;
let invented = 0;
for (const { name, fold } of WRAPS) {
  for (const width of widths) {
    const wrapped = positive.filter((one) => fold(one.text, width) !== one.text);
    const lost = wrapped.filter((one) => bestVerdict(fold(one.text, width), knowledge) !== one.best);
    const loud = negative.filter((one) => bestVerdict(fold(one.text, width), knowledge) !== null);
    const same = positive.length - lost.length;
    kept += same;
    asked += positive.length;
    changed += wrapped.length;
    invented += loud.length;
    console.log(
      `${String(width).padStart(3)} ${name.padEnd(28)} same ${percent(same, positive.length).padEnd(16)}  of those that were cut ${percent(wrapped.length - lost.length, wrapped.length).padEnd(16)}  invented ${loud.length}/${negative.length}`,
    );
    if (!misses) continue;
    for (const one of lost) {
      const said = bestVerdict(fold(one.text, width), knowledge) ?? 'nothing';
      console.log(`  lost ${one.id}: ${one.best} became ${said}`);
    }
    for (const one of loud) console.log(`  invented ${one.id}: ${bestVerdict(fold(one.text, width), knowledge)}`);
  }
}
const lost = asked - kept;
console.log(
  `all  same ${percent(kept, asked)}  of those that were cut ${percent(changed - lost, changed)}  invented ${invented}`,
);
process.exitCode = kept >= 0.97 * asked && invented === 0 ? 0 : 1;
