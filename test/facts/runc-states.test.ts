import { expect, it } from 'vitest';
import { printed, reasonOf, rowsOf } from './captured.js';

const FILE = '/proc/1/root/run/docker/runtime-runc/moby/abc/state.json';
const look = (stat: string, ends: string, after = stat) =>
  `before ${stat} ${FILE}\n${ends === '' ? '' : `ends ${ends} ${FILE}\n`}after ${after} ${FILE}\n@ epoch 1795310450`;

/** Sizes, inodes and times are those of the lab's stat of three `runc update` calls with 1.0.0-rc10 and 1.0.0-rc91. */
const RC10 = [
  '8805 5359913 1795310440 2026-11-22 01:30:40.570843331 +0000',
  '8808 5359913 1795310441 2026-11-22 01:30:41.007216584 +0000',
];
const RC91 = [
  '6859 5359914 1795310441 2026-11-22 01:30:41.574707552 +0000',
  '6862 5359913 1795310442 2026-11-22 01:30:42.011216620 +0000',
];

const row = (first: string, second?: string) =>
  rowsOf(printed('runc.states', first, second === undefined ? {} : { again: second })['runc.states'])[0];

it('keeps the inode where runc rewrites the file in place', () => {
  const seen = row(look(RC10[0] ?? '', '{ }'), look(RC10[1] ?? '', '{ }'));
  expect(seen).toMatchObject({
    container: 'abc',
    moved: true,
    inode_kept: true,
    valid: true,
    bytes: 8805,
    mtime_age_seconds: 10,
  });
});

it('changes it where a fixed runc renames a new file over it', () => {
  expect(row(look(RC91[0] ?? '', '{ }'), look(RC91[1] ?? '', '{ }'))).toMatchObject({ moved: true, inode_kept: false });
});

it('does not know whether the inode is kept while nothing is written', () => {
  expect(row(look(RC10[0] ?? '', '{ }'), look(RC10[0] ?? '', '{ }'))).toMatchObject({ moved: false, inode_kept: null });
});

it.each([
  ['empty at rest', '0 9 1795310000 t', '- -'],
  ['cut in half at rest', '4000 9 1795310000 t', '{ ,'],
])('is damaged: %s', (_, stat, ends) => {
  expect(row(look(stat, ends), look(stat, ends))).toMatchObject({ valid: false, moved: false });
});

it('is not called damaged when it changed while it was read', () => {
  expect(row(look('0 9 1795310000 t1', '- -', '8808 9 1795310000 t2'))).toMatchObject({ valid: null });
});

it('is whole when it was caught empty and the second look finds it whole', () => {
  expect(row(look('0 9 1795310000 t', '- -'), look('8808 9 1795310000 t2', '{ }'))).toMatchObject({ valid: true });
});

it('is not called damaged when only the second look finds it so', () => {
  expect(row(look('8808 9 1795310000 t', '{ }'), look('0 9 1795310000 t2', '- -'))).toMatchObject({ valid: null });
});

it.each([
  ['first', ['8805 9 1795310440 t1', '{ }', '0 9 1795310441 t2'], ['8808 9 1795310442 t3', '{ }']],
  ['second', ['8805 9 1795310440 t1', '{ }'], ['0 9 1795310441 t2', '- -', '8808 9 1795310441 t3']],
] as const)('is whole when the %s look fell into a rewriting and the other found it whole', (_, first, second) => {
  const seen = row(look(first[0], first[1], first[2]), look(second[0], second[1], second[2]));
  expect(seen).toMatchObject({ valid: true, moved: true, inode_kept: true });
});

it('is not called damaged when a look found it so and the next fell into a rewriting', () => {
  const second = look('0 9 1795310001 t2', '- -', '8808 9 1795310001 t3');
  expect(row(look('0 9 1795310000 t', '- -'), second)).toMatchObject({ valid: null });
});

it('is not called damaged when it could not be read', () => {
  expect(row(look('8808 9 1795310000 t', ''))).toMatchObject({ valid: null });
});

it('shows the path as the node has it', () => {
  expect(row(look(RC10[0] ?? '', '{ }'))?.path).toBe('/run/docker/runtime-runc/moby/abc/state.json');
});

it('says why where there is none', () => {
  expect(
    reasonOf(printed('runc.states', '@ none no state.json under the known runtime roots', { exit: 3 })['runc.states']),
  ).toContain('no state.json');
});
