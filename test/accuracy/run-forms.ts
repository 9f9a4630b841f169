import { bestVerdict, shippedKnowledge } from './best.js';
import { corpusPaths, readLabelled } from './corpus.js';
import { FORMS } from './forms.js';

/**
 * `npm run accuracy:forms [JSONL...]`: says every labelled text in the forms in which the same failure is met elsewhere, and prints how many keep
 * their best signature, and how many harmless texts are answered only so. `--misses` names each. Exit 1 below the aims.
 */
const words = process.argv.slice(2);
const misses = words.includes('--misses');
const paths = words.filter((word) => !word.startsWith('--'));
const knowledge = shippedKnowledge();
// Where the words are another version's, they may be less certain; the signature is the same.
const bestOf = (text: string): string | null => bestVerdict(text, knowledge)?.split(' ')[0] ?? null;
const whole = readLabelled(paths.length > 0 ? paths : corpusPaths()).map((one) => ({ ...one, best: bestOf(one.text) }));
const positive = whole.filter((one) => one.failure_mode !== null && one.best !== null);
const negative = whole.filter((one) => one.failure_mode === null && one.best === null);

let kept = 0;
let asked = 0;
let invented = 0;
for (const { name, render } of FORMS) {
  const other = positive.flatMap((one) => {
    const text = render(one.text);
    return text === one.text ? [] : [{ ...one, text, said: bestOf(text) }];
  });
  const lost = other.filter((one) => one.said !== one.best);
  const loud = negative.flatMap((one) => {
    const said = bestOf(render(one.text));
    return said === null ? [] : [{ id: one.id, said }];
  });
  asked += other.length;
  kept += other.length - lost.length;
  invented += loud.length;
  const share = ((100 * (other.length - lost.length)) / Math.max(1, other.length)).toFixed(1);
  console.log(
    `${name.padEnd(24)} same ${String(other.length - lost.length).padStart(5)}/${String(other.length).padEnd(5)} ${share.padStart(5)} %  invented ${loud.length}/${negative.length}`,
  );
  if (!misses) continue;
  for (const { id, best, said } of lost) console.log(`  lost ${id}: ${best} became ${said ?? 'nothing'}`);
  for (const { id, said } of loud) console.log(`  invented ${id}: ${said}`);
}
console.log(`all  same ${kept}/${asked} ${((100 * kept) / asked).toFixed(1)} %  invented ${invented}`);
process.exitCode = kept >= 0.97 * asked && invented === 0 ? 0 : 1;
