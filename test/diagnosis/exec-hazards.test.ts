import { expect, it } from 'vitest';
import { execHazards } from '../../src/diagnosis/exec-hazards.js';
import { factsFromJson } from '../../src/facts/facts-json.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';

const { signatures } = loadSignatures([knowledgeDir()]);
const ids = (facts: Record<string, unknown>) => execHazards(signatures, factsFromJson(facts)).map((one) => one.id);
const sound = { 'runc.version': '1.1.5', 'containerd.version': '1.6.20' };

it.each<[string, Record<string, unknown>, readonly string[]]>([
  ['versions without any of the bugs', sound, []],
  ['the same as a distribution builds them', { 'runc.version': '1.1.5+ds1', 'containerd.version': '1.6.20~ds1' }, []],
  [
    'runc 1.0.0-rc93, which may hang in every exec',
    { ...sound, 'runc.version': '1.0.0-rc93' },
    ['runc-rc93-pipe-seccomp-hang'],
  ],
  [
    'containerd 1.2.2, whose shim may die in an exec',
    { ...sound, 'containerd.version': '1.2.2' },
    ['shim-exec-nil-pointer'],
  ],
  [
    'containerd 1.7.14, which holds back the end of execs',
    { ...sound, 'containerd.version': '1.7.14' },
    ['containerd-1-7-14-exec-hang'],
  ],
  ['a runc nobody could ask', { ...sound, 'runc.version': null }, ['runc-rc93-pipe-seccomp-hang']],
  ['two different runcs', { ...sound, 'runc.version': ['1.1.5', '1.0.0-rc93'] }, ['runc-rc93-pipe-seccomp-hang']],
])('%s', (_, facts, hazards) => {
  expect(ids(facts)).toEqual(hazards);
});

it('nothing known at all is no leave to exec', () => {
  expect(ids({}).length).toBeGreaterThanOrEqual(4);
});
