import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readChain } from '../../src/chain/read-chain.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import { nodeFacts, podRows } from '../../src/facts/api-facts.js';
import { nodeObject, podList } from '../../src/facts/api-objects.js';
import { type Facts, known } from '../../src/facts/fact.js';
import { readNode } from '../../src/facts/read-node.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { loadSignatures } from '../../src/signatures/load.js';
import { fixture, outputs } from '../facts/captured.js';

const { signatures } = loadSignatures([fileURLToPath(new URL('../../knowledge/', import.meta.url))]);
const knowledge = { signatures, matcher: buildMatcher(signatures) };
const json = (path: string): unknown => JSON.parse(fixture(path).toString());
/** The lab's nodes had got over a killed container and a full pids limit at 05:00; this is when nobody speaks of that any more. */
const LATER = '2026-11-22T05:30:00.000Z';

interface Text {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  /** What kind of harmless text it is, where it was gathered for that. */
  readonly category?: string;
}
const negatives: readonly Text[] = readFileSync(new URL('../corpus/silence.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): Text => JSON.parse(line))
  .filter(({ category }) => category !== undefined);

/** What the collector and the API server tell of one healthy node of the lab. */
function healthy(node: string): Facts {
  const printed = outputs(fixture(`${node}/healthy.txt`));
  const asked = printed.map(({ id }) => id);
  return {
    ...nodeFacts(nodeObject.parse(json(`${node}/api-node.json`)), LATER),
    ...readNode(printed, asked, LATER, 'not in the capture').facts,
    pods: known(podRows(podList.parse(json(`${node}/api-pods.json`)).items, LATER), 'kubectl get pods', { at: LATER }),
  };
}

function asked(facts: Facts): Diagnosis {
  const report = readReport('');
  const collection = { step: 'exec', complete: true, failed: [] } as const;
  return diagnose({ report, facts, node: 'n', cluster: null, collection }, knowledge);
}

const told = ({ verdicts }: Diagnosis): readonly string[] =>
  verdicts.filter(({ verdict }) => verdict !== 'ruled-out').map(({ id, verdict }) => `${id} is ${verdict}`);

describe.each(['node-1', 'node-2'])('the healthy %s, when nobody pasted anything', (node) => {
  test('has no failure, neither certain nor possible', () => {
    expect(told(asked(healthy(node)))).toEqual([]);
  });

  test('is exposed to few', () => {
    expect(asked(healthy(node)).exposed.map(({ id }) => id).length).toBeLessThanOrEqual(4);
  });

  test.each(['journal.kubelet', 'journal.dockerd', 'journal.containerd', 'kernel.log', 'node.events'])(
    'may log in its %s what healthy nodes log',
    (place) => {
      const lines = negatives
        .filter(({ category, kind }) => category === 'healthy-noise' && (kind !== 'dmesg' || place === 'kernel.log'))
        .flatMap(({ text }) => text.split('\n'));
      expect(lines.length).toBeGreaterThan(150);
      expect(told(asked({ ...healthy(node), [place]: known(lines, 'a log', { at: LATER }) }))).toEqual([]);
    },
  );
});

describe('texts of other people', () => {
  test.each(negatives.map(({ id, text }) => [id, text] as const))('%s says nothing of the runtime chain', (_, text) => {
    expect(readChain(readReport(text).lines)).toBeNull();
  });
});
