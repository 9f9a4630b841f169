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

it('leaves a sample of the error texts of the corpus as they are; npm run redaction measures them all', async () => {
  const sample = readCorpus(corpusPaths()).filter((_, index) => index % 12 === 0);
  expect(sample.length).toBeGreaterThan(80);
  const changed = [];
  for (const { id, text } of sample) if ((await redact(text)).text !== text) changed.push(id);
  expect(changed).toEqual([]);
});
