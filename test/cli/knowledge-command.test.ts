import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli.js';
import { capturedIo } from './captured-io.js';

test('list shows one aligned line for each signature', async () => {
  const io = capturedIo();
  expect(await run(['knowledge', 'list'], io)).toBe(0);
  const lines = io.printed().trim().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  const column = lines[0]?.search(/ {2}(?:stable|draft|withdrawn) /) ?? -1;
  expect(column).toBeGreaterThan(0);
  expect(
    lines.every(
      (line) => /^ {2}(stable|draft|withdrawn) /.test(line.slice(column)) || line.slice(0, column + 2).endsWith('  '),
    ),
  ).toBe(true);
  expect(lines.some((line) => line.startsWith('runc-rc93-pipe-seccomp-hang '))).toBe(true);
});

test('check names file, line and fix of a broken signature, and fails', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-knowledge-'));
  writeFileSync(join(folder, 'half-a-signature.yaml'), 'id: half-a-signature\nstatus: stable\n');
  const io = capturedIo();
  expect(await run(['knowledge', 'check', folder], io)).toBe(1);
  expect(io.complained()).toMatch(/half-a-signature\.yaml:\d+: /);
  expect(io.complained()).toContain('fix: ');
});

test('neither check nor list is a usage error', async () => {
  expect(await run(['knowledge'], capturedIo())).toBe(2);
});
