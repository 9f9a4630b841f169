import { loadSignatures } from '../../src/signatures/load.js';
import type { Signature } from '../../src/signatures/signature.js';
import { loadTranslations } from '../../src/signatures/translation.js';
import { watchSignatures } from '../../src/signatures/watch.js';
import type { BotLog } from '../bot-log.js';
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
  const open = (signatures: readonly Signature[]): Engine => {
    const { byId, problems } = loadTranslations(dirs, 'zh', signatures);
    // What a broken translation leaves out stays English: it stops no signature.
    for (const problem of problems.slice(0, MOST_TOLD)) log.warn({ ...problem }, 'a translation could not be loaded');
    return openEngine(signatures, byId);
  };
  let current = open(first.signatures);
  const leaving = new Map<Engine, NodeJS.Timeout>();
  const watching = watchSignatures(dirs, ({ signatures, problems }, usable) => {
    if (!usable) {
      log.warn({ problems: problems.slice(0, MOST_TOLD) }, 'the changed knowledge has problems; the set in use stays');
      return;
    }
    const old = current;
    current = open(signatures);
    const timer = setTimeout(() => {
      leaving.delete(old);
      void old.close();
    }, GRACE_MS);
    leaving.set(old, timer.unref());
    log.info({ signatures: signatures.length }, 'knowledge reloaded');
  });
  return {
    gate: (text) => current.gate(text),
    read: (text, at) => current.read(text, at),
    diagnose: (reading, collected) => current.diagnose(reading, collected),
    translate: (diagnosis, language) => current.translate(diagnosis, language),
    execHazards: (facts) => current.execHazards(facts),
    async close() {
      watching.close();
      for (const timer of leaving.values()) clearTimeout(timer);
      await Promise.all([current, ...leaving.keys()].map((engine) => engine.close()));
    },
  };
}
