// The commands of the terminal as one file in dist/src/bundled, made of what the compiler wrote: `plegmatic explain` would else open
// 250 of them, 65 for the languages of an error nobody sees. bin/ takes it where it is no older than the build. Not minified: a stack trace
// names functions and lines that are there to read, each under the name of its file. Beside it lies V8's code of the functions that an
// explanation calls, so that no start compiles them again.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { codeFile, loadBundled } from '../bin/bundled.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
/** Small, plain JavaScript, and asked at every start. The others stay packages. */
const WITHIN = ['re2js', 'yaml', 'zod'];

// One folder below dist/src, as the rooms are: what they find beside themselves is found from here too.
const outdir = `${root}/dist/src/bundled`;
rmSync(outdir, { recursive: true, force: true });
const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['dist/src/cli.js'],
  write: false,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  external: Object.keys(dependencies).filter((name) => !WITHIN.includes(name)),
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});
// The bundler escapes what is beyond ASCII in strings; what it leaves stands in regular expressions, where it may be escaped, and in comments.
const ascii = outputFiles[0].text.replace(
  /[^\x00-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
mkdirSync(outdir, { recursive: true });
writeFileSync(`${outdir}/cli.cjs`, ascii);

/** Lines in the wrappings that logs wear most, around two errors: what reading them calls is what others will call. */
const LOG = [
  'Mar 01 10:11:12 node-1 kubelet[711]: E0301 10:11:12.123456     711 pod_workers.go:191] "Error syncing pod" err="rpc error: code = Unknown"',
  'time="2024-03-01T10:11:12.123456789Z" level=error msg="stream copy error: reading from a closed fifo" id=4f0c9a1b2c3d',
  '[123456.789012] INFO: task runc:[1:CHILD]:4711 blocked for more than 120 seconds.',
  '2024-03-01T10:11:12.123456789Z stderr F OCI runtime exec failed: exec failed: EOF: unknown',
].join('\n');
const { script, exports } = loadBundled();
// Once as a file of today's knowledge is read, once as it is remembered.
for (const how of [[], ['--json']]) {
  const complain = (text) => process.stderr.write(text);
  const io = { env: {}, stdin: Readable.from([LOG]), print() {}, complain, progress() {}, columns: 100 };
  const code = await exports.run(['explain', ...how], io);
  // 3: it knows nothing of it, as without knowledge; the commands work all the same.
  if (code !== 0 && code !== 3) throw new Error(`the bundled commands failed: exit ${code}`);
}
writeFileSync(codeFile, script.createCachedData());
