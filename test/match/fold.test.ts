import { describe, expect, it } from 'vitest';
import { foldAscii } from '../../src/match/fold.js';

describe('foldAscii', () => {
  it('takes the long s and the Kelvin sign for the letters a case-blind engine takes them for', () => {
    expect(foldAscii('PLEG: \u017flow di\u017fk of 3 \u212aB')).toBe('pleg: slow disk of 3 kb');
  });

  it('keeps every character in its place, also where lower case would need two', () => {
    const text = '\u0130STANBUL \u00c4rger \u{10400} \u03a3';
    expect(foldAscii(text)).toHaveLength(text.length);
    expect(foldAscii(text).slice(1, 8)).toBe('stanbul');
  });

  it('makes no ASCII letter of any other character', () => {
    const odd = Array.from({ length: 0x10000 - 128 }, (_, at) => String.fromCharCode(at + 128))
      .filter((char) => /[\x00-\x7f]/.test(foldAscii(char)))
      .map((char) => char.codePointAt(0)?.toString(16));
    expect(odd).toEqual(['17f', '212a']);
  });
});
