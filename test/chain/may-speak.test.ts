import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { maySpeak, maySpeakIn } from '../../src/chain/may-speak.js';
import { phrasesIn } from '../../src/chain/phrases.js';
import { readReport } from '../../src/report/read-report.js';
import { corpusPaths } from '../accuracy/corpus.js';

const lines = corpusPaths()
  .flatMap((path) => readFileSync(path, 'utf8').trim().split('\n'))
  .flatMap((line) => readReport(JSON.parse(line).text).lines);

it('looks past no line in which a phrase is, in all texts of the corpus', () => {
  const speaking = lines.filter(({ text }) => phrasesIn(text).length > 0);
  expect(speaking.length).toBeGreaterThan(1000);
  expect(speaking.filter(({ text }) => !maySpeak(text))).toEqual([]);
});

it('passes over the lines that a healthy node writes', () => {
  expect(maySpeak('SyncLoop (PLEG): "web-7d9_default(8f1c)", event: ContainerStarted')).toBe(false);
});

it('asks every line of a short text, which is read before the words are put together', () => {
  expect(maySpeakIn([{ text: 'nothing' }])('nothing')).toBe(true);
  expect(maySpeakIn([{ text: 'nothing'.repeat(200_000) }])('nothing')).toBe(false);
});
