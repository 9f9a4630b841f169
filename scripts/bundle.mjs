// The commands of the terminal as a few files in dist/src/bundled, made of what the compiler wrote: `plegmatic explain` would else open
// 250 of them, 65 for the languages of an error nobody sees. bin/ takes it where it is no older than the build. Not minified: a stack trace
// names functions and lines that are there to read, each under the name of its file.
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
/** Small, plain JavaScript, and asked at every start. The others stay packages. */
const WITHIN = ['re2js', 'yaml', 'zod'];

// One folder below dist/src, as the rooms are: what they find beside themselves is found from here too.
const outdir = `${root}/dist/src/bundled`;
rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['dist/src/cli.js'],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(dependencies).filter((name) => !WITHIN.includes(name)),
  // yaml is CommonJS and asks for its platform's modules when it is first used.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
  },
  logLevel: 'warning',
});
