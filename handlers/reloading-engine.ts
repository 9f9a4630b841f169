import { loadSignatures } from '../src/signatures/load.js';
import { watchSignatures } from '../src/signatures/watch.js';
import type { BotLog } from './bot-log.js';
import type { Engine } from './engine.js';
import { openEngine } from './open-engine.js';

/** A text that is being read when the knowledge changes is read to its end with the old set: no reading takes longer. */
const GRACE_MS = 60_000;
const MOST_TOLD = 5;

/**
 * The engine over the given knowledge folders, replaced as a whole when a file changes. A set with any problem never replaces one
 * without, so a half-written file takes no answer away.
 */
export function reloadingEngine(dirs: readonly string[], log: Pick<BotLog, 'info' | 'warn'>): Engine {
  const first = loadSignatures(dirs);
  for (const problem of first.problems) log.warn({ ...problem }, 'a signature could not be loaded');
  let current = openEngine(first.signatures);
  const leaving = new Set<NodeJS.Timeout>();
  const watching = watchSignatures(dirs, ({ signatures, problems }, usable) => {
    if (!usable) {
      log.warn({ problems: problems.slice(0, MOST_TOLD) }, 'the changed knowledge has problems; the set in use stays');
      return;
    }
    const old = current;
    current = openEngine(signatures);
    const timer = setTimeout(() => {
      leaving.delete(timer);
      void old.close();
    }, GRACE_MS).unref();
    leaving.add(timer);
    log.info({ signatures: signatures.length }, 'knowledge reloaded');
  });
  return {
    gate: (text) => current.gate(text),
    read: (text, at) => current.read(text, at),
    diagnose: (reading, collected) => current.diagnose(reading, collected),
    async close() {
      watching.close();
      for (const timer of leaving) clearTimeout(timer);
      await current.close();
    },
  };
}
