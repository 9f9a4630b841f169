import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const dist = (path: string): string => fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));
const LOG = [
  ...Array.from({ length: 4000 }, (_, n) => `I0101 00:00:00.000000 1 kubelet.go:${n}] "SyncLoop ADD" pods=${n}`),
  'OCI runtime exec failed: exec failed: EOF: unknown',
].join('\n');

/** What `plegmatic explain - --json` says when this file is its command line. */
function said(cli: string, input: string): string {
  const run = `process.exitCode = await (await import(${JSON.stringify(cli)})).run(['explain', '-', '--json'])`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', run], {
    input,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

it('has the compiled code of its functions, which this Node.js takes', async () => {
  const { loadBundled } = await import(new URL('../../bin/bundled.js', import.meta.url).href);
  expect(loadBundled().script.cachedDataRejected).toBe(false);
});

it('says the same from the bundle as from the compiled files', () => {
  expect(existsSync(dist('bundled/cli.cjs')), 'npm run build makes it').toBe(true);
  const bundled = said(dist('bundled/cli.cjs'), LOG);
  expect(JSON.parse(bundled).diagnoses[0].verdicts[0].id).toBe('runc-state-json-eof-race');
  expect(bundled).toBe(said(dist('cli.js'), LOG));
});
