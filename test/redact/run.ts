import { redact } from '../../src/redact/redact.js';
import { carried } from './carried.js';
import { type Labelled, readLabelled } from './labelled.js';
import { measure, sum } from './measure.js';

/**
 * `npm run redaction`: leaks and harm on the labelled set and on drawn secrets in every carrier (SEED draws others), by kind; then what redaction does to the error texts of test/corpus: how many
 * come out byte for byte, and how many get another diagnosis. Exit 1 when anything leaked or a diagnosis changed.
 */
const verbose = process.argv.includes('--each');
const written = [...readLabelled('labelled.txt'), ...readLabelled('secrets.txt')];
const drawn = carried(Number(process.env.SEED ?? 1), 4);
const all: readonly Labelled[] = [...written, ...drawn];
const measured = await Promise.all(
  all.map(async (one) => ({ kind: one.kind, ...measure(one, (await redact(one.text)).text) })),
);

console.log('kind                    secrets  leaked   characters around   lost');
for (const kind of [...new Set(all.map((one) => one.kind))])
  print(kind, sum(measured.filter((one) => one.kind === kind)));
const whole = sum(measured);
print('written by hand', sum(measured.slice(0, written.length)));
print('drawn', sum(measured.slice(written.length)));
print('all', whole);
for (const secret of whole.leaked) console.log(`leaked: ${secret}`);
for (const piece of whole.harmed) console.log(`lost:   ${piece}`);

function print(kind: string, { secrets, leaked, characters, lost }: ReturnType<typeof sum>): void {
  const cells = [String(secrets).padStart(7), String(leaked.length).padStart(7), String(characters).padStart(19)];
  console.log(`${kind.padEnd(23)} ${cells.join(' ')} ${String(lost).padStart(6)}`);
}

const { corpusHarm } = await import('./corpus-harm.js');
const { texts, changed, differing } = await corpusHarm();
console.log(
  `\ntest/corpus: ${texts} texts, ${texts - changed.length} byte for byte, ${differing.length} with another diagnosis`,
);
for (const { id, removed } of changed) if (verbose) console.log(`changed: ${id}: ${removed}`);
for (const { id, before, after } of differing) console.log(`differs: ${id}: ${before} -> ${after}`);
process.exitCode = whole.leaked.length + differing.length === 0 ? 0 : 1;
