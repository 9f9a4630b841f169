import { describe, expect, it } from 'vitest';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { fromKept, toKeep } from '../../src/signatures/kept-signature.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { signatureOf } from '../match/made.js';

describe('a signature that was kept', () => {
  /** Kept in a file and read by another process. */
  function kept(signature = signatureOf()) {
    const [head, body] = structuredClone(toKeep(signature));
    let asked = 0;
    const read = fromKept({
      head,
      body: () => {
        asked++;
        return body;
      },
    });
    return { read, asked: () => asked };
  }

  it('is the signature that was read, field by field and as a copy', () => {
    for (const signature of loadSignatures([knowledgeDir()]).signatures.slice(0, 50)) {
      expect(kept(signature).read).toEqual(signature);
      expect(structuredClone(kept(signature).read)).toEqual(structuredClone(signature));
      expect({ ...kept(signature).read }).toEqual(signature);
    }
  });

  it('is read whole only when a text holds a word of it, and once', () => {
    const { read, asked } = kept();
    const matcher = buildMatcher([read]);
    expect(matcher.match(readReport('nothing of that kind').lines, 'paste')).toEqual([]);
    expect(asked()).toBe(0);
    const lines = readReport('these are the made-up words').lines;
    expect(matcher.match(lines, 'paste')).toEqual(buildMatcher([signatureOf()]).match(lines, 'paste'));
    expect([read.title, read.symptoms.length, asked()]).toEqual([
      signatureOf().title,
      signatureOf().symptoms.length,
      1,
    ]);
  });
});
