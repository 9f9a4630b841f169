import { diagnose, type Knowledge } from '../../src/diagnosis/diagnose.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { knowledgeDir } from '../../src/signatures/folder.js';
import { loadSignatures } from '../../src/signatures/load.js';

/** The shipped knowledge, ready to be asked. */
export function shippedKnowledge(): Knowledge {
  const { signatures } = loadSignatures([knowledgeDir()]);
  return { signatures, matcher: buildMatcher(signatures) };
}

/** The first verdict that the text alone gives, as `ID confirmed` or `ID possible`; null where nothing is recognised. */
export function bestVerdict(text: string, knowledge: Knowledge): string | null {
  const { verdicts } = diagnose(
    {
      report: readReport(text),
      facts: {},
      node: null,
      cluster: null,
      collection: { step: 'none', complete: true, failed: [] },
    },
    knowledge,
  );
  const best = verdicts.find((one) => one.verdict !== 'ruled-out');
  return best === undefined ? null : `${best.id} ${best.verdict}`;
}
