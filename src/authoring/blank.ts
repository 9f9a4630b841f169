import { stringify } from 'yaml';
import type { Link } from '../chain/links.js';

/** The two files of one signature. */
export interface Pair {
  readonly signature: string;
  readonly cases: string;
}

export interface Draft {
  readonly id: string;
  readonly breaksAt: Link;
  readonly feltAt: Link;
  readonly symptoms: readonly { readonly id: string; readonly pattern: string }[];
  /** What people pasted, redacted. */
  readonly paste: string;
}

const MODELINE = '# yaml-language-server: $schema=../signature.schema.json\n';
/** The lint refuses this word, so that no blank is ever shipped by mistake. */
const FILL = 'TODO';

/** @returns a pair that the schema accepts and the lint does not: every blank that a person has to fill says so. */
export function blankPair({ id, breaksAt, feltAt, symptoms, paste }: Draft): Pair {
  const signature = {
    id,
    title: `${FILL}: component + behaviour`,
    status: 'draft',
    severity: 'pods-failing',
    summary: `${FILL}: what it is and what it does to the node, in two sentences for a tired reader.`,
    not_this: [{ id: `${FILL.toLowerCase()}-look-alike`, tell: `${FILL}: the fact that separates them` }],
    symptoms: symptoms.map(({ id: symptom, pattern }) => ({ id: symptom, in: ['paste'], weight: 'shared', pattern })),
    checks: [],
    cause: {
      breaks_at: breaksAt,
      felt_at: feltAt,
      mechanism: `${FILL}: why it happens, from the sources, not from guesses.`,
    },
    runbook: [{ id: 'look', risk: 'observe', run: `${FILL}: a read-only command`, expect: `${FILL}: what it shows` }],
    references: [{ type: 'report', url: 'https://example.org/', says: `${FILL}: the one claim this supports` }],
  };
  const cases = {
    cases: [
      { name: 'the report this was drafted from', paste, verdict: 'possible' },
      { name: `${FILL}: a fact that confirms it`, paste, facts: {}, verdict: 'confirmed' },
      { name: `${FILL}: a fact that rules it out`, paste, facts: {}, verdict: 'ruled-out' },
      {
        name: `${FILL}: a healthy or neighbouring line stays silent`,
        paste: `${FILL} healthy line`,
        verdict: 'silent',
      },
    ],
  };
  const options = { lineWidth: 150, blockQuote: 'literal' } as const;
  return { signature: `${MODELINE}${stringify(signature, options)}`, cases: stringify(cases, options) };
}
