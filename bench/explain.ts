import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMatcher } from '../src/match/matcher.js';
import { knowledgeDir } from '../src/signatures/folder.js';
import { loadCases, loadSignatures } from '../src/signatures/load.js';
import { madeUpLog } from './made-up-log.js';
import { root } from './product.js';
import { line, load, median } from './spread.js';

/**
 * `npm run bench:explain [MB]`: `plegmatic explain` on a long log with some lines of trouble, as a sick node writes it, on one of a node that tells its
 * trouble all the time, and on the worst one, in which every signature's own cases are scattered; beside `grep -F` of one literal over the same file and Node.js doing nothing.
 */
const megabytes = Number(process.argv[2] ?? 10);
const RUNS = 3;
/** Lines of trouble in the log of a sick node, each of another signature. */
const SICK = 30;
/** Each tenth line of the node that tells its trouble all the time is one of so many, with numbers and ids of its own. */
const LOUD = { lines: 12, every: 10 } as const;
const dir = mkdtempSync(join(tmpdir(), 'plegmatic-bench-'));
const plegmatic = join(root, 'bin/plegmatic.js');
try {
  const long = join(dir, 'long.log');
  const loud = join(dir, 'loud.log');
  const worst = join(dir, 'worst.log');
  const short = join(dir, 'short.log');
  const log = madeUpLog(megabytes * 1e6, 1e-9, 1).split('\n');
  const known = knownLines();
  const text = scattered(
    log,
    known.filter((_, index) => index % Math.ceil(known.length / SICK) === 0),
  );
  writeFileSync(long, text);
  writeFileSync(loud, repeated(log, known));
  writeFileSync(worst, scattered(log, known));
  writeFileSync(short, 'OCI runtime exec failed: exec failed: EOF: unknown\n');
  console.log(`${(text.length / 1e6).toFixed(1)} MB, ${text.split('\n').length} lines; ${load()}`);

  const nothing = times(process.execPath, ['-e', '0']);
  const start = times(process.execPath, [plegmatic, 'knowledge', 'list']);
  const one = times(process.execPath, [plegmatic, 'explain', short]);
  const all = times(process.execPath, [plegmatic, 'explain', long]);
  line('node -e 0', nothing);
  line('plegmatic knowledge list', start);
  line('plegmatic explain, one line (start and load)', one);
  line(`plegmatic explain, ${megabytes} MB`, all);
  line(`plegmatic explain, ${megabytes} MB, a loud node`, times(process.execPath, [plegmatic, 'explain', loud]));
  line(
    `plegmatic explain, ${megabytes} MB, ${known.length} lines of all`,
    times(process.execPath, [plegmatic, 'explain', worst]),
  );
  line('grep -F of one literal, the same file', times('grep', ['-F', '-c', 'PLEG is not healthy', long]));
  line(
    'loading the knowledge, in process',
    inProcess(() => loadSignatures([knowledgeDir()])),
  );
  const { signatures } = loadSignatures([knowledgeDir()]);
  line(
    `building the matcher of ${signatures.length} signatures`,
    inProcess(() => buildMatcher(signatures)),
  );
  const rate = (megabytes * 1000) / (median(all) - median(one));
  console.log(`beyond its start it reads ${rate.toFixed(1)} MB a second; ${load()}`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** What the signatures' own cases paste: every signature has some. */
function knownLines(): readonly string[] {
  return loadCases([knowledgeDir()]).files.flatMap(({ cases }) =>
    cases.flatMap(({ paste, verdict }) => (paste === undefined || verdict === 'silent' ? [] : paste.split('\n'))),
  );
}

/** A few of the known lines over and over, of other signatures than their neighbours. */
function repeated(lines: readonly string[], known: readonly string[]): string {
  const told = known.filter((_, index) => index % Math.ceil(known.length / LOUD.lines) === 1);
  let count = 0;
  const anew = (line: string): string =>
    line.replace(/\d{3,6}/g, (digits) => String(count).padStart(digits.length, '1'));
  return lines
    .flatMap((text, index) => {
      if (index % LOUD.every !== 0) return [text];
      count += 1;
      return [text, anew(told[count % told.length] ?? '')];
    })
    .join('\n');
}

/** Each known line once, evenly between the others. */
function scattered(lines: readonly string[], known: readonly string[]): string {
  const every = Math.max(1, Math.floor(lines.length / (known.length + 1)));
  return lines
    .flatMap((text, index) => {
      const extra = index % every === every - 1 ? known[Math.floor(index / every)] : undefined;
      return extra === undefined ? [text] : [text, extra];
    })
    .join('\n');
}

/** Wall time of whole processes; the first run warms the caches. Their output is read: into /dev/null grep stops at the first hit. */
function times(program: string, argv: readonly string[]): readonly number[] {
  return inProcess(() => {
    const { error, signal } = spawnSync(program, [...argv], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
      maxBuffer: 64e6,
    });
    if (error ?? signal) throw error ?? new Error(`${program} was killed by ${signal}`);
  });
}

function inProcess(work: () => unknown): readonly number[] {
  work();
  return Array.from({ length: RUNS }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}
