import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CachePlace, openParsedCache } from '../../src/signatures/parsed-cache.js';

describe('openParsedCache', () => {
  const head = { id: 'queue-stuck' };
  const body = { title: 'the queue is stuck, and says "ø\u2028"', steps: ['look'] };

  function place(stamp = 'one build') {
    const folder = mkdtempSync(join(tmpdir(), 'cache-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    return { file: join(folder, 'one.cache'), stamp };
  }

  const open = (where: CachePlace) => openParsedCache<typeof head, typeof body>(where);

  function keep(where: CachePlace, ...texts: readonly string[]) {
    const cache = open(where);
    for (const text of texts) cache.put(text, head, { ...body, title: `${body.title} ${text}` });
    cache.save();
  }

  const kept = (where: CachePlace, text: string) => {
    const found = open(where).get(text);
    return found && [found.head, found.body()];
  };

  it('gives back what was kept for the very same text', () => {
    const here = place();
    keep(here, 'a text', 'the text');
    expect(kept(here, 'the text')).toEqual([head, { ...body, title: `${body.title} the text` }]);
    expect(kept(here, 'the text ')).toBeUndefined();
  });

  it('keeps what other folders put before', () => {
    const here = place();
    for (const text of ['first', 'second']) keep(here, text);
    expect(kept(here, 'first')).toEqual([head, { ...body, title: `${body.title} first` }]);
  });

  it('forgets everything with the next build', () => {
    const here = place();
    keep(here, 'the text');
    expect(kept({ ...here, stamp: 'another build' }, 'the text')).toBeUndefined();
  });

  it('is empty where its file is damaged, cut short or cannot be written', () => {
    const here = place();
    writeFileSync(here.file, '{"stamp":"one bu');
    expect(kept(here, 'the text')).toBeUndefined();
    keep(here, 'the text');
    writeFileSync(here.file, readFileSync(here.file).subarray(0, -1));
    expect(kept(here, 'the text')).toBeUndefined();
    const nowhere = { file: '/nowhere/at/all.cache', stamp: 'one build' };
    keep(nowhere, 'the text');
    expect(kept(nowhere, 'the text')).toBeUndefined();
  });
});
