import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const dist = (path: string): string => fileURLToPath(new URL(`../../dist/src/${path}`, import.meta.url));
const loader = new URL('../../bin/bundled.js', import.meta.url).href;
const LOG = [
  ...Array.from({ length: 4000 }, (_, n) => `I0101 00:00:00.000000 1 kubelet.go:${n}] "SyncLoop ADD" pods=${n}`),
  'OCI runtime exec failed: exec failed: EOF: unknown',
].join('\n');
/** Its sentence has ended, so the line after it is another one: an expression that knows the end of a Chinese one says so. */
const CHINESE = [
  '在删除pod时，可能会遇到如下事件 Unlinkat xxxxx: Device or resource busy，设备或资源忙导致某个文件无法被删除，进而导致 pod 卡在 Pending 状态。',
  'unlinkat /var/run/netns/cni-49ddd103-d374-1f86-7324-13abaeb9c910: device or resource busy',
].join('\n');

/** What `plegmatic explain - --json` says when this expression gives its command line. */
function said(commands: string, input: string): string {
  const run = `process.exitCode = await (${commands}).run(['explain', '-', '--json'])`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', run], {
    input,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

it('has the compiled code of its functions, which this Node.js takes', async () => {
  const { loadBundled } = await import(loader);
  expect(loadBundled().script.cachedDataRejected).toBe(false);
});

it.each([
  ['a log', LOG, 'runc-state-json-eof-race'],
  ['words beyond ASCII', CHINESE, 'sandbox-netns-busy'],
])('says the same of %s from the bundle as from the compiled files', (_, text, id) => {
  expect(existsSync(dist('bundled/cli.cjs')), 'npm run build makes it').toBe(true);
  const bundled = said(`(await import(${JSON.stringify(loader)})).loadBundled().exports`, text);
  const verdicts: readonly { readonly id: string }[] = JSON.parse(bundled).diagnoses[0].verdicts;
  expect(verdicts.map((verdict) => verdict.id)).toContain(id);
  expect(bundled).toBe(said(`await import(${JSON.stringify(dist('cli.js'))})`, text));
});
