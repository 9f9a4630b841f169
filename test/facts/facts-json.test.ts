import { describe, expect, test } from 'vitest';
import { factsFromJson, factsToJson } from '../../src/facts/facts-json.js';

describe('facts as people write them', () => {
  test.each([
    ['a plain version', { 'runc.version': '1.1.5' }, '1.1.5'],
    ['a version that YAML read as a number', { 'runc.version': 1.1 }, '1.1'],
    ['a number', { 'cgroup.version': 2 }, 2],
    ['a flag', { 'dockerd.answers': false }, false],
    ['a log as lines', { 'kernel.log': ['a', 'b'] }, ['a', 'b']],
    ['a log as one text', { 'kernel.log': 'a\nb\n' }, ['a', 'b']],
    ['two answers', { 'runc.version': ['1.1.5', '1.1.1'] }, ['1.1.5', '1.1.1']],
    ['events as rows', { 'node.events': [{ type: 'Warning', reason: 'BackOff' }] }, ['Warning BackOff']],
  ])('%s', (_, given, value) => {
    const [fact] = Object.values(factsFromJson(given));
    expect(fact).toMatchObject({ state: 'known', value, complete: true });
  });

  test('rows get their derived columns, and a null limit stays "no limit"', () => {
    const facts = factsFromJson({
      'cgroup.pids': [
        { current: 19, max: 20 },
        { current: 3, max: null },
      ],
    });
    expect(facts['cgroup.pids']).toMatchObject({ value: [{ headroom: 1 }, { headroom: null }] });
  });

  test('a null is unknown, with its reason where there is one', () => {
    const facts = factsFromJson({ a: null, b: { value: null, unknown: 'it timed out' } });
    expect(facts).toMatchObject({ a: { state: 'unknown' }, b: { state: 'unknown', reason: 'it timed out' } });
  });

  test('a name outside the catalogue is kept, so that newer output can be read', () => {
    expect(factsFromJson({ 'future.fact': 'x' })['future.fact']).toMatchObject({ value: 'x' });
  });

  test.each([
    ['a list', []],
    ['rows where words are', { processes: 'runc init' }],
    ['a list of lists', { processes: [[1]] }],
    ['a time that is none', { 'runc.version': { value: '1', at: 'yesterday' } }],
  ])('%s is refused with a sentence', (_, given) => {
    expect(() => factsFromJson(given)).toThrow(/.{15,}/);
  });
});

test('what was printed is read back as it was', () => {
  const facts = factsFromJson({
    'runc.version': { value: '1.1.5', raw: 'runc version 1.1.5', source: '/usr/bin/runc', at: '2026-01-01T00:00:00Z' },
    processes: { value: [{ pid: 1, args: 'runc init' }], complete: false },
    'kernel.log': null,
  });
  const printed = factsToJson(facts);
  expect(factsFromJson(JSON.parse(JSON.stringify(printed)))).toEqual(facts);
  expect(printed['runc.version']).toMatchObject({ value: '1.1.5', time: 'standing' });
});
