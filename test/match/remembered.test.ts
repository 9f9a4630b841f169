import { expect, test } from 'vitest';
import { compilePattern } from '../../src/match/compile.js';
import { readThrough, rememberRead } from '../../src/match/remembered.js';

test('a pattern that was read before answers as one that is read afresh', () => {
  const source = 'frobnicator (?P<what>[a-z]+) exploded$';
  const fresh = compilePattern(source);
  rememberRead(source, readThrough(source));
  const remembered = compilePattern(source);
  expect(remembered.required).toEqual(fresh.required);
  expect(remembered.names).toEqual(fresh.names);
  expect(remembered.anchors).toEqual(fresh.anchors);
  expect(remembered.find('the frobnicator quux exploded')).toEqual(fresh.find('the frobnicator quux exploded'));
});
