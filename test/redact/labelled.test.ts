import { describe, expect, it } from 'vitest';
import { redact, redactNow } from '../../src/redact/redact.js';
import { corpusPaths, readLabelled as readCorpus } from '../accuracy/corpus.js';
import { carried } from './carried.js';
import { readLabelled } from './labelled.js';
import { measure, sum } from './measure.js';

const all = [...readLabelled('labelled.txt'), ...readLabelled('secrets.txt')];

describe('the labelled set', () => {
  it('has at least 200 secrets of at least 25 kinds', () => {
    expect(all.flatMap((one) => one.secrets).length).toBeGreaterThanOrEqual(200);
    expect(new Set(all.map((one) => one.kind)).size).toBeGreaterThanOrEqual(25);
  });

  it('loses every secret and nothing else', async () => {
    const whole = sum(await Promise.all(all.map(async (one) => measure(one, (await redact(one.text)).text))));
    expect(whole.leaked).toEqual([]);
    expect(whole.harmed).toEqual([]);
  });

  it('stands for shapes that nobody wrote down: drawn secrets in every carrier go as well, by our own patterns alone', () => {
    const drawn = carried(20260102);
    expect(drawn.length).toBeGreaterThan(250);
    const whole = sum(drawn.map((one) => measure(one, redactNow(one.text))));
    expect({ leaked: whole.leaked, harmed: whole.harmed }).toEqual({ leaked: [], harmed: [] });
  });

  it('is a measure that can fail', () => {
    const [one] = readLabelled('labelled.txt');
    if (one === undefined) throw new Error('the set is empty');
    expect(measure(one, one.text)).toMatchObject({ leaked: one.secrets, lost: 0 });
    expect(measure(one, '').lost).toBe(one.rest.join('').length);
    const half = one.text.replace(one.secrets[0]?.slice(0, 10) ?? '', '[redacted x]');
    expect(measure(one, half).leaked).toEqual(one.secrets);
  });
});

/** Texts of the corpus that hold a join token, a password, a session or what stands for one. */
const WITH_A_SECRET = [
  'h10h2-cifsdrv34',
  'h10h2-kubeplex108',
  'h6r-classicswarm2726',
  'h6r-n-swarm-join',
  'h8n3-rak8s12',
  'h8n3-rak8s57',
  'h8n4-neg-swarm',
  'km-neg-swarmdbg',
  's15n-k8strouble-solutionmd-40',
  's15n-rabbitmqwe-utorialonegomd-80',
];

it('leaves every error text of the corpus as it is, but those that hold a secret', () => {
  const texts = readCorpus(corpusPaths());
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.flatMap(({ id, text }) => (redactNow(text) === text ? [] : [id])).sort()).toEqual(WITH_A_SECRET);
});
