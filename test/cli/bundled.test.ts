import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'plegmatic-bin-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an installation with these files runs; each has the second it was written. */
function runs(written: { readonly built: number; readonly bundled?: number; readonly code?: string }): string {
  const dist = join(folder, String(Object.values(written)), 'dist/src');
  mkdirSync(join(dist, 'bundled'), { recursive: true });
  const put = (name: string, text: string, seconds: number): void => {
    writeFileSync(join(dist, name), text);
    utimesSync(join(dist, name), seconds, seconds);
  };
  const saying = (word: string): string => `export const run = () => { console.log('${word}'); return 0; };\n`;
  put('cli.js', saying('files'), written.built);
  put('tsconfig.tsbuildinfo', '{}', written.built);
  if (written.bundled !== undefined)
    put('bundled/cli.cjs', saying('bundled').replace('export const run', 'exports.run'), written.bundled);
  if (written.code !== undefined) put('bundled/cli.code', written.code, written.built);
  const root = join(dist, '../..');
  writeFileSync(join(root, 'package.json'), '{"type": "module"}');
  cpSync(fileURLToPath(new URL('../../bin', import.meta.url)), join(root, 'bin'), { recursive: true });
  return execFileSync(process.execPath, [join(root, 'bin/plegmatic.js'), 'help'], { encoding: 'utf8' }).trim();
}

describe('bin/plegmatic.js', () => {
  it('runs the bundled commands where they were made after the build', () => {
    expect(runs({ built: 1000, bundled: 1001 })).toBe('bundled');
  });

  it('runs them too where an archive gave every file one time', () => {
    expect(runs({ built: 1000, bundled: 1000 })).toBe('bundled');
  });

  it('leaves them where the program was built again since', () => {
    expect(runs({ built: 1002, bundled: 1001 })).toBe('files');
  });

  it('compiles them itself where the compiled code beside them is of another Node.js', () => {
    expect(runs({ built: 1000, bundled: 1001, code: 'of another one' })).toBe('bundled');
  });

  it('does without them', () => {
    expect(runs({ built: 1003 })).toBe('files');
  });
});
