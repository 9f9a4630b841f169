import { buildMatcher, type Matcher } from '../src/match/matcher.js';
import { readReport } from '../src/report/read-report.js';
import type { Line } from '../src/report/report.js';
import { knowledgeDir } from '../src/signatures/folder.js';
import { loadSignatures } from '../src/signatures/load.js';
import type { Signature } from '../src/signatures/signature.js';
import { madeUpLog, madeUpSignatures } from './made-up-log.js';

/** `npm run bench:matcher [MB]`: the matcher beside one native regular expression at a time, on the same lines, in one run. */

const megabytes = Number(process.argv[2] ?? 50);
const shipped = loadSignatures([knowledgeDir()]).signatures;
const made = madeUpSignatures(300);
const signatures = [...shipped, ...made];

const text = madeUpLog(megabytes * 1e6, 0.001, made.length);
const size = text.length / 1e6;
const lines: readonly Line[] = text.split('\n').map((raw, index) => ({ number: index + 1, text: raw, raw }));
console.log(
  `${size.toFixed(1)} MB, ${lines.length} lines; ${shipped.length} shipped and ${made.length} made-up signatures`,
);

const started = performance.now();
const matcher = buildMatcher(signatures);
console.log(`build: ${(performance.now() - started).toFixed(0)} ms`);

let hits = 0;
const speed = best(3, () => {
  hits = matcher.match(lines, 'paste').length;
});
report('matcher (gate, then RE2)', speed, hits);

let gated = false;
const gate = best(3, () => {
  gated = lines.some(({ text: line }) => matcher.gate(line) && false);
});
report('gate alone, line by line', gate, Number(gated));

report(
  'reading the report (unwrapping), for comparison',
  best(1, () => void readReport(text.slice(0, 10e6))) / (10 / size),
  0,
);
baseline(signatures, matcher);

/** Every pattern over the same lines with the engine of the platform, as a first version would do it; a tenth of the text is enough. */
function baseline(all: readonly Signature[], fast: Matcher): void {
  const some = lines.slice(0, Math.ceil(lines.length / 10));
  const share = some.reduce((sum, line) => sum + line.text.length + 1, 0) / text.length;
  const asked = all.flatMap(({ symptoms }) =>
    symptoms
      .filter((symptom) => symptom.in.includes('paste') && !symptom.across_lines && symptom.unless === undefined)
      .map((symptom) => new RegExp(symptom.pattern.replaceAll('(?P<', '(?<'), symptom.ignore_case ? 'i' : '')),
  );
  let found = 0;
  const milliseconds = best(1, () => {
    found = some.reduce((sum, { text: line }) => sum + asked.filter((pattern) => pattern.test(line)).length, 0);
  });
  report(`native, one of ${asked.length} at a time, a tenth of the text`, milliseconds / share, found);
  const same = fast.match(some, 'paste').filter(({ symptom }) => !symptom.across_lines && symptom.unless === undefined);
  console.log(same.length === found ? 'both found the same' : `they differ: ${same.length} and ${found}`);
}

function best(times: number, run: () => void): number {
  const taken = Array.from({ length: times }, () => {
    const from = performance.now();
    run();
    return performance.now() - from;
  });
  return Math.min(...taken);
}

function report(what: string, milliseconds: number, found: number): void {
  console.log(
    `${what}: ${((size / milliseconds) * 1000).toFixed(0)} MB/s (${milliseconds.toFixed(0)} ms), ${found} hits`,
  );
}
