import { anatomyOf } from '../../src/chain/anatomy.js';
import { chainOf, spokenLines } from '../../src/chain/read-chain.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { CollectionReport } from '../../src/diagnosis/diagnosis.js';
import { execHazards } from '../../src/diagnosis/exec-hazards.js';
import { translate } from '../../src/diagnosis/translate.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { matchOffThread } from '../../src/match/off-thread.js';
import type { Signature } from '../../src/signatures/signature.js';
import type { Translation } from '../../src/signatures/translation.js';
import type { Engine } from './engine.js';

const NOTHING: CollectionReport = { step: 'none', complete: true, failed: [] };

// Words that stand in every failure of the chain; a text without any of them is nobody's question. Cheap on purpose: what passes
// is read properly before anybody is answered.
const CHAIN_WORDS =
  /runc|containerd|dockerd?\b|OCI runtime|kubelet|PLEG|shim|cgroup|CreateContainer|RunContainer|PodSandbox|CrashLoop|NotReady|OOMKill|oom-kill|CRI|overlay|nvidia|cni|ImagePull/i;

/** The pure core with its knowledge, as the bot uses it. Long texts are read on another thread: a busy main thread loses the socket. */
export function openEngine(
  signatures: readonly Signature[],
  chinese: ReadonlyMap<string, Translation> = new Map(),
): Engine {
  const matcher = buildMatcher(signatures);
  const thread = matchOffThread(signatures, matcher);
  return {
    gate: (text) => matcher.gate(text) || CHAIN_WORDS.test(text),
    async read(text, at) {
      const { report, hits, complete } = await thread.read(text, { at });
      // Looked through once: of a long log this is all that is left on the main thread.
      const spoken = spokenLines(report.lines);
      const chain = chainOf(spoken);
      const recognised = chain !== null || hits.some((hit) => !hit.symptom.refutes);
      return { report, hits, chain, complete, recognised, anatomy: anatomyOf(spoken) };
    },
    diagnose({ report, hits }, collected) {
      const { node, cluster, facts, collection } = collected ?? {
        node: null,
        cluster: null,
        facts: {},
        collection: NOTHING,
      };
      return diagnose({ report, hits, node, cluster, facts, collection }, { signatures, matcher });
    },
    translate: (diagnosis, language) => (language === 'zh' ? translate(diagnosis, chinese) : diagnosis),
    execHazards: (facts) => execHazards(signatures, facts),
    close: () => thread.close(),
  };
}
