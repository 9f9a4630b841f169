import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { bestVerdict, shippedKnowledge } from './best.js';
import { corpusPaths, readLabelled } from './corpus.js';
import { FORMS } from './forms.js';

// A sample of each form, drawn by id; `npm run accuracy:forms` asks all texts.
const MOST = 24;
const knowledge = shippedKnowledge();
const bestOf = (text: string): string | null => bestVerdict(text, knowledge)?.split(' ')[0] ?? null;
const drawn = (id: string): string => createHash('sha256').update(id).digest('hex');
const texts = [...readLabelled(corpusPaths())].sort((a, b) => (drawn(a.id) < drawn(b.id) ? -1 : 1));

it.each(FORMS)('$name: a text keeps its signature, and a harmless one stays harmless', ({ render }) => {
  const other = texts.filter(({ text }) => text.length < 4000 && render(text) !== text).slice(0, MOST);
  const changed = other.filter(({ text }) => bestOf(render(text)) !== bestOf(text));
  expect(other).toHaveLength(MOST);
  expect(changed.filter(({ failure_mode: mode }) => mode === null)).toEqual([]);
  // Of all texts 1 in 100 changes, 7 in the form where most do.
  expect(changed.length, changed.map(({ id }) => id).join(' ')).toBeLessThanOrEqual(0.2 * MOST);
});
