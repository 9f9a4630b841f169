import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChain } from '../../src/chain/read-chain.js';
import { readReport } from '../../src/report/read-report.js';

/** Pieces that open wrappings and never close them, in any order. */
const PIECE = fc.constantFrom(
  'time="2021-05-12T09:08:40Z" level=error msg="',
  '{"log":"',
  'I0507 03:43:28.310630  57003 prober.go:112] ',
  'May 12 09:08:40 n dockerd[1]: ',
  'type=PROCTITLE msg=audit(1582099207.232:1): proctitle=6E76',
  'Warning  Failed  3m  kubelet, node-1  ',
  '\\"',
  '\\',
  '"',
  '\n',
  '\r\n',
  '> ',
  '```',
  '[ 1.000000] ',
  'rpc error: code = Unknown desc = ',
  'caused "',
  '\u0000',
  '\ud800',
  ' ',
);
const TEXT = fc.array(fc.oneof(PIECE, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''));

describe('whatever is pasted', () => {
  test('reading never throws, and every pasted line has a Line with its number and its raw', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const { lines } = readReport(text);
        const raws = text.split('\n').map((raw) => raw.replace(/\r$/, ''));
        if (raws.length > 1 && text.endsWith('\n')) raws.pop();
        const numbers = new Set(lines.map((line) => line.number));
        expect([...numbers]).toEqual(raws.map((_raw, index) => index + 1));
        for (const line of lines) expect(line.raw).toBe(raws[line.number - 1]);
        readChain(lines);
      }),
    );
  });

  test('the texts of all lines together are not much longer than what was pasted', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const total = readReport(text).lines.reduce((sum, line) => sum + line.text.length, 0);
        expect(total).toBeLessThanOrEqual(text.length * 2 + 64);
      }),
    );
  });

  test('reading is the same every time', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        expect(readReport(text)).toEqual(readReport(text));
      }),
    );
  });

  // 4 MB of each would take hours if any expression were quadratic; the runner's own deadline stops it.
  test.each([
    '\\',
    '"',
    'x   ',
    'node=a.',
    '{"log":"',
    '"a" b=c ',
    'a=b ',
    'caused "',
    'rpc error: code = ',
    'proctitle=41',
    '\x1b[1;1',
    'failed "a\n',
    'error mounting "',
    'Readiness probe for "a',
    '41',
  ])('4 MB of %j are read', (unit) => {
    const text = `level=error msg="${unit.repeat(Math.ceil(4_000_000 / unit.length))}`;
    const { lines } = readReport(text);
    expect(lines.length).toBeGreaterThan(0);
    readChain(lines);
  });
});
