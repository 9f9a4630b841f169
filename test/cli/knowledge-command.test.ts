import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
  // The shipped set is checked with it: 7 s of processor time, more on a busy machine.
}, 90_000);

test('test judges the cases of an id or of a folder, and names those that do not hold', async () => {
  const shipped = capturedIo();
  expect(await run(['knowledge', 'test', 'runc-rc93-pipe-seccomp-hang'], shipped)).toBe(0);
  expect(shipped.printed()).toMatch(/^\d+ cases of 1 signature: all hold\n$/);
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-knowledge-'));
  const [from, id] = [join('knowledge', 'host', 'conntrack-table-full'), 'our-table-full'];
  const copy = (kind: string, change: (text: string) => string) =>
    writeFileSync(join(folder, `${id}.${kind}`), change(readFileSync(`${from}.${kind}`, 'utf8')));
  copy('yaml', (text) => text.replace(/^id: .*/m, `id: ${id}`));
  copy('test.yaml', (text) =>
    text.replaceAll('table full', 'table fool').replaceAll('best: conntrack-table-full', `best: ${id}`),
  );
  const own = capturedIo();
  expect(await run(['knowledge', 'test', folder], own)).toBe(1);
  expect(own.printed()).toMatch(/^\d+ cases of 1 signature: \d+ not as written\n$/);
  expect(own.complained()).toMatch(/our-table-full\.test\.yaml:\d+: case ".*": it is silent, not /);
  const strange = capturedIo();
  expect(await run(['knowledge', 'test', 'no-such-thing'], strange)).toBe(2);
  expect(strange.complained()).toContain('no-such-thing');
  const empty = capturedIo();
  expect(await run(['knowledge', 'test', mkdtempSync(join(tmpdir(), 'plegmatic-knowledge-'))], empty)).toBe(2);
  expect(empty.complained()).toContain('no cases are there');
});

test('a folder inside the shipped one is read once', async () => {
  const io = capturedIo();
  expect(await run(['knowledge', 'list', join('knowledge', 'shim')], io)).toBe(0);
  expect(io.complained()).toBe('');
});

test('show prints the page of one signature, yours in another folder too, and asks back about a part of an id', async () => {
  const io = capturedIo();
  expect(await run(['knowledge', 'show', 'runc-rc93-pipe-seccomp-hang'], io)).toBe(0);
  expect(io.printed()).toMatch(/^# .*\n\n`runc-rc93-pipe-seccomp-hang` · .*## Symptoms.*## Sources/s);
  const part = capturedIo();
  expect(await run(['knowledge', 'show', 'rc93-seccomp'], part)).toBe(2);
  expect(part.complained()).toContain('Is it runc-rc93-pipe-seccomp-hang?');
});

test('new writes both files of a signature or none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plegmatic-knowledge-'));
  writeFileSync(join(folder, 'half-there.test.yaml'), 'cases: []\n');
  const io = capturedIo();
  expect(await run(['knowledge', 'new', 'half-there', '--into', folder], io)).toBe(2);
  expect(io.complained()).toContain('half-there.test.yaml exists already');
  expect(readdirSync(folder)).toEqual(['half-there.test.yaml']);
});

test('--help of a word is about that word', async () => {
  const io = capturedIo();
  expect(await run(['explain', '--help'], io)).toBe(0);
  expect(io.printed()).toContain('--jsonl');
  expect(io.printed()).not.toContain('plegmatic node');
  const all = capturedIo();
  await run(['help'], all);
  expect(all.printed()).toContain('plegmatic node');
  expect(all.printed()).toContain('Exit: 0');
});

test('neither check nor list is a usage error', async () => {
  expect(await run(['knowledge'], capturedIo())).toBe(2);
});
