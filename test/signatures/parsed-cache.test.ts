import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openParsedCache } from '../../src/signatures/parsed-cache.js';
import { signatureOf } from '../match/made.js';

describe('openParsedCache', () => {
  const remembered = { signature: signatureOf(), required: [[['boo']]] };

  function place(stamp = 'one build') {
    const folder = mkdtempSync(join(tmpdir(), 'cache-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return { file: join(folder, 'cache.json'), stamp };
  }

  it('gives back what was kept for the very same text', () => {
    const here = place();
    const cache = openParsedCache<typeof remembered>(here);
    cache.put('the text', remembered);
    cache.save();
    expect(openParsedCache<typeof remembered>(here).get('the text')).toEqual(remembered);
    expect(openParsedCache<typeof remembered>(here).get('the text ')).toBeUndefined();
  });

  it('keeps what other folders put before', () => {
    const here = place();
    for (const text of ['first', 'second']) {
      const cache = openParsedCache<typeof remembered>(here);
      cache.put(text, remembered);
      cache.save();
    }
    expect(openParsedCache<typeof remembered>(here).get('first')).toEqual(remembered);
  });

  it('forgets everything with the next build', () => {
    const here = place();
    const cache = openParsedCache<typeof remembered>(here);
    cache.put('the text', remembered);
    cache.save();
    expect(openParsedCache<typeof remembered>({ ...here, stamp: 'another build' }).get('the text')).toBeUndefined();
  });

  it('is empty where its file is damaged or cannot be written', () => {
    const here = place();
    writeFileSync(here.file, '{"stamp":"one bu');
    expect(openParsedCache<typeof remembered>(here).get('the text')).toBeUndefined();
    const nowhere = openParsedCache<typeof remembered>({ file: '/nowhere/at/all.json', stamp: 'one build' });
    nowhere.put('the text', remembered);
    nowhere.save();
    expect(
      openParsedCache<typeof remembered>({ file: '/nowhere/at/all.json', stamp: 'one build' }).get('the text'),
    ).toBeUndefined();
  });
});
