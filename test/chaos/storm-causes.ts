import { speaking } from '../../handlers/blocks/verdict.js';
import { openEngine } from '../../handlers/engine/open-engine.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadCases, loadSignatures } from '../../src/signatures/load.js';

/** One cause of a storm: words that the text alone gives to one signature. */
export interface StormCause {
  readonly signature: string;
  readonly text: string;
}

const LONGEST = 2000;

/** So many different causes, from the cases that lie beside the signatures. Throws when the knowledge has fewer. */
export async function stormCauses(count: number): Promise<readonly StormCause[]> {
  const { signatures } = loadSignatures([knowledgeDir()]);
  const { files } = loadCases([knowledgeDir()]);
  const engine = openEngine(signatures);
  const found = new Map<string, StormCause>();
  for (const { id, cases } of files) {
    for (const { paste = '', verdict } of cases) {
      if (found.has(id) || paste === '' || paste.length > LONGEST || verdict === 'ruled-out') continue;
      const reading = await engine.read(paste, new Date().toISOString());
      const [best] = speaking(engine.diagnose(reading, null));
      if (best?.id === id) found.set(id, { signature: id, text: paste });
    }
    if (found.size === count) break;
  }
  await engine.close();
  if (found.size < count) throw new Error(`the knowledge has words for ${found.size} causes only`);
  return [...found.values()];
}
