import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { blankPair } from '../../src/authoring/blank.js';
import { draftOf } from '../../src/authoring/draft.js';
import { generalise } from '../../src/authoring/generalise.js';
import { compilePattern } from '../../src/match/compile.js';
import { casesSchema, signatureSchema } from '../../src/signatures/signature.js';

const LINE =
  'time="2026-01-02T03:04:05Z" level=error msg="Error running exec 8e34e8b910694abe95a467b2936b37635fdabd2f7b7c464dfef952fa5732aa4e in container: OCI runtime exec failed: exec failed: unable to start container process: error setting frobnicator 42: device or resource busy: unknown"';

describe('a generalised message', () => {
  test.each([
    [
      'exec failed: error setting frobnicator 42: device or resource busy',
      'exec failed: error setting frobnicator 7: device or resource busy',
    ],
    ['dial tcp 10.0.0.1:10250: connect: connection refused', 'dial tcp 192.168.7.9:443: connect: connection refused'],
    [
      'container 8e34e8b910694abe95a467b2936b37635fdabd2f7b7c464dfef952fa5732aa4e (x) gone',
      'container 0e34e8b910694abe95a467b2936b37635fdabd2f7b7c464dfef952fa5732aa40 (x) gone',
    ],
    ['starting container process caused "boom"', 'starting container process caused \\"boom\\"'],
  ])('matches itself and its like on another node: %s', (message, like) => {
    const pattern = compilePattern(generalise(message));
    expect(pattern.test(message)).toBe(true);
    expect(pattern.test(like)).toBe(true);
    expect(pattern.test('something else went wrong')).toBe(false);
  });

  test('keeps the cause at the end, not the wrappers in front', () => {
    const long = `${'failed to do a thing: '.repeat(12)}device or resource busy: unknown`;
    expect(generalise(long)).toMatch(/device or resource busy$/);
    expect(generalise(long).length).toBeLessThan(200);
  });
});

test('a draft takes its words from the lines that speak of the chain, and the report becomes its first case', () => {
  const pair = draftOf(`hello all, look at this\n${LINE}\nthanks`, 'runc-frobnicator-busy');
  const signature = signatureSchema.parse(parse(pair?.signature ?? ''));
  const { cases } = casesSchema.parse(parse(pair?.cases ?? ''));
  expect(signature.status).toBe('draft');
  expect(signature.symptoms).toHaveLength(1);
  expect(signature.symptoms[0]?.pattern).toContain('error setting frobnicator [0-9]+: device or resource busy');
  expect(cases[0]).toMatchObject({ paste: LINE, verdict: 'possible' });
});

test('nothing is drafted from a text that is no runtime error', () => {
  expect(draftOf('the deploy went well, thanks everybody', 'x')).toBeUndefined();
});

test('an empty pair passes the schema, and says TODO wherever a person has to fill it', () => {
  const pair = blankPair({
    id: 'a-b',
    breaksAt: 'runc',
    feltAt: 'kubelet',
    symptoms: [{ id: 'words', pattern: 'TODO words' }],
    paste: 'x',
  });
  expect(() => signatureSchema.parse(parse(pair.signature))).not.toThrow();
  expect(() => casesSchema.parse(parse(pair.cases))).not.toThrow();
  expect(pair.signature.match(/TODO/g)?.length).toBeGreaterThan(5);
});
