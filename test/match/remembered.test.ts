import { expect, test } from 'vitest';
import { compilePattern } from '../../src/match/compile.js';
import { rememberLiterals } from '../../src/match/remembered.js';

test('a pattern with remembered literals answers as one that was read afresh', () => {
  const source = 'frobnicator (?P<what>[a-z]+) exploded$';
  const fresh = compilePattern(source);
  rememberLiterals(source, fresh.literals);
  const remembered = compilePattern(source);
  expect(remembered.literals).toEqual(fresh.literals);
  expect(remembered.names).toEqual(fresh.names);
  expect(remembered.anchors).toEqual(fresh.anchors);
  expect(remembered.find('the frobnicator quux exploded')).toEqual(fresh.find('the frobnicator quux exploded'));
});
