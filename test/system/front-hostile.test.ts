import { expect, it } from 'vitest';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { throughSlack } from '../security/front.js';
import { hostileInputs } from '../security/hostile.js';
import { ownLinks } from '../security/live.js';

// A sample; `npm run security` sends thousands.
it('answers hostile words, names and files without calling anybody, linking anywhere or falling over', async () => {
  const own = ownLinks(loadSignatures([knowledgeDir()]).signatures);
  const posted = await throughSlack(hostileInputs(5, 7), own);
  expect(posted.live).toEqual([]);
  expect(posted.silent).toEqual([]);
  expect(posted.refusals.join('\n')).toMatch(/bomb.* is larger than the/);
  expect(posted.refusals.join('\n')).toMatch(/huge.* is larger than the/);
  expect(posted.collected.filter((ref) => !ref.includes('node-7'))).toEqual([]);
});
