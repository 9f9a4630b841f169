import { expect, test } from 'vitest';
import { compilePattern } from '../../src/match/compile.js';
import { rememberRequired } from '../../src/match/remembered.js';

test('a pattern with remembered literals answers as one that was read afresh', () => {
  const source = 'frobnicator (?P<what>[a-z]+) exploded$';
  const fresh = compilePattern(source);
  rememberRequired(source, fresh.required);
  const remembered = compilePattern(source);
  expect(remembered.required).toEqual(fresh.required);
  expect(remembered.names).toEqual(fresh.names);
  expect(remembered.anchors).toEqual(fresh.anchors);
  expect(remembered.find('the frobnicator quux exploded')).toEqual(fresh.find('the frobnicator quux exploded'));
});
