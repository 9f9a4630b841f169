import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadCases } from '../../src/signatures/load.js';
import { shippedKnowledge } from './best.js';
import { confirmedBy, isOneSentence, NAMED, type Naming, proofs, SPOKEN, TOLD } from './mentions.js';

// A sample of signatures, drawn by id; `npm run accuracy:mentions` asks every line that alone confirms one.
const MOST = 60;
const knowledge = shippedKnowledge();
const drawn = (id: string): string => createHash('sha256').update(id).digest('hex');
const files = [...loadCases([knowledgeDir()]).files].sort((a, b) => (drawn(a.id) < drawn(b.id) ? -1 : 1));
const sample = proofs(knowledge, files.slice(0, MOST)).filter(isOneSentence);
const confirmed = ({ render }: Naming) =>
  sample.filter(({ id, line }) => confirmedBy(render(line), knowledge).includes(id));

it('the sample is large enough to tell', () => expect(sample.length).toBeGreaterThan(15));

it.each([...NAMED, ...SPOKEN])('words that are $name confirm nothing', (one) => expect(confirmed(one)).toEqual([]));

it.each(TOLD)('words that are $name are as certain as alone', (one) =>
  // One in fifty wants the whole line to itself.
  expect(confirmed(one).length).toBeGreaterThanOrEqual(0.9 * sample.length),
);
