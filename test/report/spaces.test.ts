import { expect, test } from 'vitest';
import { readReport } from '../../src/report/read-report.js';

const texts = (text: string) => readReport(text).lines.map((line) => line.text);

test('two spaces that somebody typed in a sentence are read as one', () => {
  expect(texts('raft: failed to process the request:    node lost leader status of it')).toEqual([
    'raft: failed to process the request: node lost leader status of it',
  ]);
  expect(
    texts('Get "https://reg:30003/v2/": x509: cannot validate certificate for reg  because it doesn\'t say so'),
  ).toEqual(['Get "https://reg:30003/v2/": x509: cannot validate certificate for reg because it doesn\'t say so']);
});

test('a row of a table keeps its columns', () => {
  const row = 'nginx-1   1/1   Running   nginx of the day it was made at   3d';
  expect(texts(row)).toEqual([row]);
});

test('a long log is read as it is', () => {
  const line = 'it failed to do what it was asked for  because it could not be done';
  const log = `${line}\n${'a line that says nothing at all\n'.repeat(600)}`;
  expect(texts(log)[0]).toBe(line);
});

test('the entities of a page are read as the characters they stand for', () => {
  expect(texts('read unix @-&gt;/run/systemd/private: &#34;a&#39;b&quot; &lt;id&gt; &amp;&amp; x')).toEqual([
    'read unix @->/run/systemd/private: "a\'b" <id> && x',
  ]);
  expect(texts('a &copy; b & c')).toEqual(['a &copy; b & c']);
});
