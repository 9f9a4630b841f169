import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.js';
import type { CollectionReport } from '../../src/facts/collection.js';
import type { Fact, Facts, FactValue } from '../../src/facts/fact.js';
import { buildMatcher } from '../../src/match/matcher.js';
import { readReport } from '../../src/report/read-report.js';
import { type Check, checkSchema, type Signature, signatureSchema } from '../../src/signatures/signature.js';

/** A sound signature in one line: what a test does not name does not matter to it. */
export function signature(parts: Record<string, unknown> = {}): Signature {
  return signatureSchema.parse({
    id: 'the-one',
    status: 'stable',
    title: 'the component does what it does',
    severity: 'pods-failing',
    summary: 'A failure that exists only in tests, said in enough words to pass the schema.',
    not_this: [{ id: 'other', tell: 'it is another one' }],
    symptoms: [{ id: 'words', in: ['paste'], weight: 'shared', pattern: 'boom' }],
    cause: {
      breaks_at: 'runc',
      felt_at: 'kubelet',
      mechanism: 'It breaks because a test needs something that breaks, always.',
    },
    runbook: [{ id: 'look', risk: 'observe', run: 'true' }],
    references: [{ type: 'docs', url: 'https://example.org/', says: 'that it exists' }],
    ...parts,
  });
}

let checks = 0;

/** A check with its mandatory words filled in. */
export function check(parts: Record<string, unknown>): Check {
  checks += 1;
  return checkSchema.parse({
    id: `check-${checks}`,
    role: 'must',
    because: 'it must be so',
    settle: 'look at it',
    ...parts,
  });
}

/** A known fact, complete and undated unless said otherwise. */
export function fact(value: FactValue, parts: Partial<Extract<Fact, { state: 'known' }>> = {}): Fact {
  return { state: 'known', value, source: 'test', complete: true, ...parts };
}

interface Asked {
  readonly paste?: string;
  readonly facts?: Facts;
  readonly at?: string;
  readonly node?: string;
  readonly failed?: CollectionReport['failed'];
}

/** The real engine on small inputs: real patterns, real versions, real report reading. */
export function judged(signatures: Signature | readonly Signature[], asked: Asked = {}): Diagnosis {
  const list = Array.isArray(signatures) ? signatures : [signatures];
  const report = readReport(asked.paste ?? '', asked.at === undefined ? {} : { at: asked.at });
  const collection = { step: 'none', complete: true, failed: asked.failed ?? [] } as const;
  const input = { report, facts: asked.facts ?? {}, node: asked.node ?? null, cluster: null, collection };
  return diagnose(input, { signatures: list, matcher: buildMatcher(list) });
}

/** The verdict on one signature in one word. */
export function verdictOf(one: Signature, asked: Asked = {}): string {
  const { verdicts, exposed } = judged(one, asked);
  return verdicts[0]?.verdict ?? (exposed.length > 0 ? 'exposed' : 'silent');
}
