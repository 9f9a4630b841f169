import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const CODE_FOLDERS = ['src', 'handlers', 'playground', 'bench', 'test', 'bin', 'scripts'];

/** Every code file of ours, as a path from the root; captured material is not code. */
const files = CODE_FOLDERS.flatMap((folder) => list(join(ROOT, folder)))
  .map((file) => relative(ROOT, file))
  .filter((file) => /\.(ts|js|mjs|sh)$/.test(file) && !file.includes('fixtures/') && !file.endsWith('.d.ts'));

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return []; // a room that is not built yet
  }
}

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** The code without its comments, so that a sentence about process.env is not a use of it. */
const code = (file: string): string =>
  text(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1');

interface Arrow {
  readonly from: string;
  /** A path from the root, or a package's name. */
  readonly to: string;
  /** Gone after compilation: allowed to know a shape, not to run code. */
  readonly typeOnly: boolean;
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function arrowsOf(file: string): readonly Arrow[] {
  return [...code(file).matchAll(IMPORT)].map(([, type, stated, lazy]) => {
    const target = stated ?? lazy ?? '';
    const to = target.startsWith('.') ? join(dirname(file), target).replace(/\.js$/, '.ts') : target;
    return { from: file, to, typeOnly: type !== undefined };
  });
}

const arrows = files.filter((file) => file.endsWith('.ts')).flatMap(arrowsOf);
const isIn = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path.startsWith(`${folder}/`));
const shown = (found: readonly Arrow[]): readonly string[] => found.map(({ from, to }) => `${from} -> ${to}`);
const PURE = ['report', 'facts', 'versions', 'signatures', 'diagnosis', 'chain', 'match', 'oncall', 'alerts'].map(
  (room) => `src/${room}`,
);

test('the arrows are seen at all', () => {
  expect(arrows.length).toBeGreaterThan(100);
  expect(shown(arrows)).toContain('src/diagnosis/diagnose.ts -> src/diagnosis/judge.ts');
});

describe('arrows that must never exist', () => {
  const forbidden: readonly (readonly [string, (arrow: Arrow) => boolean])[] = [
    [
      'src -> handlers, playground or test',
      ({ from, to }) => isIn(from, ['src']) && isIn(to, ['handlers', 'playground', 'test']),
    ],
    ['src -> @slack/*', ({ from, to }) => isIn(from, ['src']) && to.startsWith('@slack/')],
    [
      'the pure core -> collect, jobs, records, terminal or a root',
      ({ from, to }) =>
        isIn(from, PURE) &&
        (isIn(to, ['src/collect', 'src/jobs', 'src/records', 'src/terminal']) || ROOTS.includes(to)),
    ],
    [
      'the pure core -> queues, logs and processes',
      ({ from, to }) =>
        isIn(from, PURE) &&
        ['node:child_process', 'bullmq', 'ioredis', 'pino', 'node:net', 'node:http', 'node:https'].includes(to),
    ],
    [
      'the pure core -> files, but for the loader',
      ({ from, to }) =>
        isIn(from, PURE) && ['node:fs', 'node:fs/promises'].includes(to) && !isIn(from, ['src/signatures']),
    ],
    [
      'the pure core -> threads, but for the matcher',
      ({ from, to }) => isIn(from, PURE) && to === 'node:worker_threads' && !isIn(from, ['src/match']),
    ],
    [
      'collect -> signatures or diagnosis',
      ({ from, to }) => isIn(from, ['src/collect']) && isIn(to, ['src/signatures', 'src/diagnosis']),
    ],
    ['handlers -> collect', ({ from, to }) => isIn(from, ['handlers']) && isIn(to, ['src/collect'])],
    [
      'jobs -> collect or diagnosis',
      ({ from, to, typeOnly }) => isIn(from, ['src/jobs']) && isIn(to, ['src/collect', 'src/diagnosis']) && !typeOnly,
    ],
    [
      'versions -> anything of ours',
      ({ from, to }) => isIn(from, ['src/versions']) && isIn(to, CODE_FOLDERS) && !isIn(to, ['src/versions']),
    ],
    ['product code -> the playground', ({ from, to }) => isIn(from, ['src', 'handlers']) && isIn(to, ['playground'])],
    [
      'anything -> a root, but bin, the playground and tests',
      ({ from, to }) => ROOTS.includes(to) && !isIn(from, ['bin', 'playground', 'test', 'bench']),
    ],
  ];
  test.each(forbidden)('%s', (_, isForbidden) => {
    expect(shown(arrows.filter(isForbidden))).toEqual([]);
  });

  test('an import of a package that package.json does not name', () => {
    const { dependencies, devDependencies } = JSON.parse(text('package.json'));
    const named = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
    const strangers = arrows.filter(({ to }) => {
      const name = to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
      return !to.startsWith('node:') && !isIn(to, CODE_FOLDERS) && !named.has(name);
    });
    expect(shown(strangers)).toEqual([]);
  });

  test('a circle of files', () => {
    expect(circles()).toEqual([]);
  });
});

const ROOTS = ['handlers/bot.ts', 'src/collector.ts', 'src/cli.ts'];

/** Files that import each other in a circle, found by walking depth first. */
function circles(): readonly string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (done.has(file) || path.includes(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

describe('the pure core', () => {
  const core = files.filter((file) => isIn(file, PURE));
  test.each(['process.env', 'Date.now', 'Math.random'])('never asks %s', (word) => {
    expect(core.filter((file) => code(file).includes(word))).toEqual([]);
  });
  test('never reads the clock through `new Date()`', () => {
    expect(core.filter((file) => /new Date\(\s*\)/.test(code(file)))).toEqual([]);
  });
});

test('the environment is read in config.ts and the roots only', () => {
  const readers = files.filter((file) => isIn(file, ['src', 'handlers']) && /\bprocess\.env\b/.test(code(file)));
  expect(readers.filter((file) => !['src/config.ts', ...ROOTS].includes(file) && !isIn(file, ['src/config']))).toEqual(
    [],
  );
});

test('only src/signatures opens the knowledge', () => {
  const openers = files.filter((file) => isIn(file, ['src', 'handlers']) && /['"`/]knowledge['"`/]/.test(code(file)));
  expect(
    openers.filter((file) => /readFile|readdir|createReadStream/.test(code(file)) && !isIn(file, ['src/signatures'])),
  ).toEqual([]);
});

test('there is no drawer: a function lives with its noun', () => {
  const DRAWER = /^(utils?|helpers?|common|types|misc|shared|lib)(\.|$)/;
  expect(
    files.filter((file) => file.split('/').some((part) => DRAWER.test(part)) || DRAWER.test(basename(file))),
  ).toEqual([]);
});

describe('files are small', () => {
  const sizes = files.map((file) => [file, text(file).split('\n').length - 1] as const);
  test('none has more than 300 lines', () => {
    expect(sizes.filter(([file, lines]) => lines > 300 && !file.endsWith('.sh'))).toEqual([]);
  });
  test('nine of ten have at most 200', () => {
    const ordered = sizes.map(([, lines]) => lines).sort((a, b) => a - b);
    expect(ordered[Math.floor(ordered.length * 0.9)]).toBeLessThanOrEqual(200);
  });
});
