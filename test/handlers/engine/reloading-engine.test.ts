import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { reloadingEngine } from '../../../handlers/engine/reloading-engine.js';
import { signature } from '../../diagnosis/judged.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plegmatic-knowledge-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (id: string, pattern: string, folder = dir): void => {
  const one = signature({ id, symptoms: [{ id: 'words', in: ['paste'], weight: 'shared', pattern }] });
  writeFileSync(join(folder, `${id}.yaml`), stringify(one));
};

test('a new signature is known without a restart, and a broken file takes none away', async () => {
  write('first-one', 'frobnicator exploded');
  const log = { info: vi.fn(), warn: vi.fn() };
  const engine = reloadingEngine([dir], log);
  try {
    expect(engine.gate('the frobnicator exploded')).toBe(true);
    expect(engine.gate('the quux imploded')).toBe(false);
    write('second-one', 'quux imploded');
    await vi.waitFor(() => expect(engine.gate('the quux imploded')).toBe(true), { timeout: 5000 });
    writeFileSync(join(dir, 'second-one.yaml'), 'id: [this is no signature');
    await vi.waitFor(() => expect(log.warn).toHaveBeenCalled(), { timeout: 5000 });
    expect(engine.gate('the quux imploded')).toBe(true);
  } finally {
    await engine.close();
  }
});

test('a folder that is named like a file stops nothing', async () => {
  write('first-one', 'frobnicator exploded');
  const engine = reloadingEngine([dir], { info: vi.fn(), warn: vi.fn() });
  try {
    mkdirSync(join(dir, 'second-one.yaml'));
    write('third-one', 'quux imploded');
    await vi.waitFor(() => expect(engine.gate('the quux imploded')).toBe(true), { timeout: 5000 });
  } finally {
    await engine.close();
  }
});

test('a mounted ConfigMap is read once, and again when its link is swapped', async () => {
  const version = (name: string, pattern: string): void => {
    mkdirSync(join(dir, name));
    write('first-one', pattern, join(dir, name));
    symlinkSync(name, join(dir, '..data_tmp'));
    renameSync(join(dir, '..data_tmp'), join(dir, '..data'));
  };
  version('..2026_11_22', 'frobnicator exploded');
  symlinkSync(join('..data', 'first-one.yaml'), join(dir, 'first-one.yaml'));
  const log = { info: vi.fn(), warn: vi.fn() };
  const engine = reloadingEngine([dir], log);
  try {
    expect(engine.gate('the frobnicator exploded')).toBe(true);
    version('..2026_11_23', 'quux imploded');
    await vi.waitFor(() => expect(engine.gate('the quux imploded')).toBe(true), { timeout: 5000 });
    expect(log.warn).not.toHaveBeenCalled();
  } finally {
    await engine.close();
  }
});
