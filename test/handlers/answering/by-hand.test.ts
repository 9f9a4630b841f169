import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundaryOf, commandByHand, scriptByHand, takeByHand } from '../../../handlers/answering/by-hand.js';
import type { Records } from '../../../src/records/records.js';

const NODE = { cluster: 'prod', node: 'node-7.example' };
const inventory = { inventory: { cluster: 'prod', nodes: [{ name: 'node-7.example' }, { name: 'node-8' }] } };

function records() {
  const stored = new Map<string, unknown>();
  const parts = {
    records: {
      inventory: { all: async () => [inventory] },
      collected: { put: async (ref: string, value: unknown) => void stored.set(ref, value) },
    } as unknown as Records,
  };
  return { parts, stored };
}
const brought = (host?: string) => ({
  ...(host === undefined ? {} : { host }),
  facts: {},
  collection: { step: 'paste' as const, complete: true, failed: [] },
});

describe('what a person runs on a node', () => {
  it('belongs to one answer: every edit of it shows the same boundary, another report another', () => {
    expect(boundaryOf('r1', NODE)).toMatch(/^[0-9a-f]{32}$/);
    expect(boundaryOf('r1', NODE)).toBe(boundaryOf('r1', NODE));
    expect(boundaryOf('r2', NODE)).not.toBe(boundaryOf('r1', NODE));
  });

  it('is a command a shell can read, and says what to do where no probe pod ever was', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plegmatic-hand-'));
    const ran = spawnSync('sh', ['-c', commandByHand('c0ffee00c0ffee00', 'node-7')], { cwd: folder, encoding: 'utf8' });
    expect(ran.status).toBe(0);
    expect(ran.stderr).toBe('no probe on this machine: take the file\n');
  });

  it('is, as a file, the shipped bundle with its boundary in place', async () => {
    const script = await scriptByHand('c0ffee00c0ffee00');
    expect(script.trimEnd().split('\n').at(-1)).toBe('main c0ffee00c0ffee00');
    const file = join(mkdtempSync(join(tmpdir(), 'plegmatic-hand-')), 'collect.sh');
    writeFileSync(file, script);
    expect(spawnSync('sh', ['-n', file]).status).toBe(0);
  });
});

describe('what a person brought home', () => {
  it('belongs to the node that calls itself so, by its short name too', async () => {
    const { parts, stored } = records();
    expect(await takeByHand([brought('NODE-7')], [], 'r1', parts)).toEqual([
      { target: NODE, collected: 'r1/by-hand/0' },
    ]);
    expect(stored.get('r1/by-hand/0')).toMatchObject({ ...NODE, collection: { step: 'paste' } });
  });

  it('belongs to the only node in question, where the name is strange or missing', async () => {
    const { parts } = records();
    expect((await takeByHand([brought('localhost')], [NODE], 'r1', parts))[0]?.target).toEqual(NODE);
    expect((await takeByHand([brought()], [NODE], 'r1', parts))[0]?.target).toEqual(NODE);
  });

  it('belongs to nobody where it could be anybody’s', async () => {
    const { parts, stored } = records();
    expect(await takeByHand([brought('localhost')], [NODE, { ...NODE, node: 'node-8' }], 'r1', parts)).toEqual([]);
    expect(stored.size).toBe(0);
  });
});
