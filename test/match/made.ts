import type { Line } from '../../src/report/report.js';
import { type Signature, signatureSchema } from '../../src/signatures/signature.js';

/** A sound signature around the symptoms (and whatever else) under test. */
export function signatureOf(parts: Record<string, unknown> = {}): Signature {
  return signatureSchema.parse({
    id: 'made-up',
    status: 'stable',
    title: 'A made-up failure for tests',
    severity: 'harmless',
    summary: 'Nobody has ever seen this failure anywhere, it stands here for tests.',
    not_this: [{ id: 'another-one', tell: 'the other one has other words' }],
    symptoms: [symptomOf()],
    cause: {
      breaks_at: 'host',
      felt_at: 'host',
      mechanism: 'No mechanism at all, this is only here so that tests have one.',
    },
    runbook: [{ id: 'look', risk: 'observe', run: 'uptime' }],
    references: [{ type: 'docs', url: 'https://example.com/', says: 'nothing whatsoever' }],
    ...parts,
  });
}

export function symptomOf(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: 'words', in: ['paste'], weight: 'shared', pattern: 'the made-up words', ...parts };
}

/** Lines as a report would have them, nothing to unwrap. */
export function linesOf(text: string, parts: Partial<Line> = {}): readonly Line[] {
  return text.split('\n').map((raw, index) => ({ number: index + 1, text: raw, raw, ...parts }));
}
