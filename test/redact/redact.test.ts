import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactNow } from '../../src/redact/redact.js';

const cases = (file: string): readonly string[] =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => line.replaceAll('·', '').replaceAll('↵', '\n'));

const unmark = (marked: string): string => marked.replace(/[⟦⟧]/g, '');
const masked = (text: string): string => text.replace(/\[redacted [a-z-]+\]/g, '[gone]');
const expected = (marked: string): string => marked.replace(/⟦[^⟧]*⟧/g, '[gone]');

describe('what must go', () => {
  it.each(cases('secrets.txt'))('%s', async (marked) => {
    expect(masked((await redact(unmark(marked))).text)).toBe(expected(marked));
  });

  it('holds at least forty labelled secrets', () => {
    expect(cases('secrets.txt').join('\n').split('⟦').length - 1).toBeGreaterThanOrEqual(40);
  });

  it('goes from the middle of a large log as well, and is counted by kind', async () => {
    const line = 'Nov 12 03:14:07 node-7 kubelet[1]: I1112 Started container web-0\n'.repeat(4000);
    const out = await redact(`${line}Authorization: Bearer abc.123.def4567890\n${line}`);
    expect(out.text).toBe(`${line}Authorization: Bearer [redacted auth-header]\n${line}`);
    expect(out.counts).toEqual({ 'auth-header': 1 });
  });
});

describe('what must stay', () => {
  it.each(cases('clean.txt'))('%s', async (text) => {
    expect((await redact(text)).text).toBe(text);
    expect(redactNow(text)).toBe(text);
  });

  it('is every text that was redacted before', async () => {
    for (const marked of cases('secrets.txt')) {
      const once = (await redact(unmark(marked))).text;
      expect((await redact(once)).text).toBe(once);
    }
  });

  it('is every container id, digest, UID and commit, wherever it stands in plain words', async () => {
    const hex = (length: number) =>
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
    const id = fc.oneof(
      hex(64),
      hex(40),
      hex(64).map((text) => `sha256:${text}`),
      fc.uuid(),
    );
    const word = fc.constantFrom(
      'container',
      'failed',
      'runc',
      'exec',
      'unknown:',
      'error:',
      'id=',
      'pod',
      '/',
      'image@',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(word, id), { maxLength: 20 }), async (pairs) => {
        const text = pairs.flat().join(' ');
        expect((await redact(text)).text).toBe(text);
      }),
    );
  });
});

it('leaves nothing behind that grows with every text', async () => {
  for (let i = 0; i < 5; i += 1) await redact(`text ${i} with token=abc`);
  expect(performance.getEntriesByType('mark')).toEqual([]);
});
