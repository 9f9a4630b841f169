import { z } from 'zod';
import { LINKS } from '../chain/links.js';
import { PLACES } from '../report/report.js';

/** The knowledge format: one file is one failure. The JSON Schema for editors is generated from here. */

export const STATUSES = ['draft', 'stable', 'withdrawn'] as const;
export const SEVERITIES = [
  'node-down',
  'node-not-ready',
  'pods-failing',
  'pods-degraded',
  'latent',
  'harmless',
] as const;
export const WEIGHTS = ['shared', 'specific', 'proves'] as const;
export const ROLES = ['must', 'helps', 'refutes'] as const;
export const RISKS = ['observe', 'mitigate', 'disruptive', 'fix'] as const;
export const REFERENCE_TYPES = ['report', 'fix', 'introduced', 'article', 'docs'] as const;

export type Status = (typeof STATUSES)[number];
export type Severity = (typeof SEVERITIES)[number];
export type Weight = (typeof WEIGHTS)[number];
export type Role = (typeof ROLES)[number];
export type Risk = (typeof RISKS)[number];

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case');
const sentence = z.string().min(8);
const pattern = z.string().min(3);

export const symptomSchema = z
  .strictObject({
    id,
    in: z.array(z.enum(PLACES)).min(1),
    weight: z.enum(WEIGHTS),
    pattern: pattern.describe(
      'RE2 syntax without inline flags; named captures as (?P<name>...); matched per line unless across_lines',
    ),
    ignore_case: z.boolean().default(false),
    across_lines: z
      .boolean()
      .default(false)
      .describe('matched over a window of up to 40 neighbouring lines, joined by \\n'),
    unless: pattern.optional().describe('a line that also matches this does not count'),
    program: z
      .array(z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, "a program's name in lower case"))
      .min(1)
      .optional()
      .describe('counts only where the log says that one of these wrote the line; never written into the pattern'),
    at_least: z
      .union([z.int().min(2), z.strictObject({ distinct: z.string(), count: z.int().min(2) })])
      .optional()
      .describe('occurrences, or distinct values of a capture, before it counts'),
    refutes: z.boolean().default(false).describe('seeing it speaks against this cause'),
    subject: z
      .enum(['container', 'pod', 'process'])
      .optional()
      .describe('the capture of this name is looked up in the rows that checks ask'),
    because: z.string().optional().describe('for refutes and proves: why these words decide; names the reference'),
  })
  .describe('words seen');

/** A condition on one cell. A string is a pattern; null means absent. */
const cellTest = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({
    at_least: z.number().optional(),
    fails_below: z
      .number()
      .optional()
      .describe(
        'beside at_least: between the two nothing is decided, as where a level rises and falls in minutes; alone: it can speak against, never for',
      ),
    at_most: z.number().optional(),
    matches: pattern.optional(),
    not_matches: pattern.optional(),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
  }),
]);
const rowTest = z.record(z.string(), cellTest);

const versionRange = z.strictObject({ introduced: z.string(), fixed: z.string().optional() });

export const checkSchema = z
  .strictObject({
    id,
    role: z.enum(ROLES),
    manifests: z
      .boolean()
      .default(false)
      .describe('the failure is seen happening in this fact; allows confirmed without any symptom'),
    limit: z.boolean().default(false).describe('a resource limit: this one counter is the whole proof'),
    fact: z.string().optional().describe('the one fact it asks; absent with same_row'),
    version_in: z.array(versionRange).min(1).optional(),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
    not_equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
    equals_fact: z.string().optional(),
    differs_from_fact: z.string().optional(),
    at_least: z.number().optional(),
    at_most: z.number().optional(),
    matches: pattern.optional().describe('for text and lines facts: any line matches'),
    any_row: rowTest.optional(),
    none_row: rowTest.optional(),
    same_row: z
      .strictObject({ of: z.array(z.string()).length(2), on: z.string() })
      .optional()
      .describe('joins two rows facts on an equal column; conditions are FACT.COLUMN'),
    in_step: z
      .strictObject({ symptom: id, period: z.string().regex(/^[1-9]\d{0,3}s$/) })
      .optional()
      .describe(
        'no fact: probes of several containers fail with this symptom at one point of a round of this length; helps only',
      ),
    where: rowTest.optional(),
    any_of: z.array(rowTest).min(2).optional(),
    subject: z
      .enum(['container', 'pod', 'process'])
      .optional()
      .describe(
        'only rows of the subject that a symptom captured; where none named it any row, but a row of none_row, which may be somebody else’s, decides nothing',
      ),
    within: z
      .string()
      .regex(/^\d+[smhd]$/)
      .optional()
      .describe('how long after the symptom a momentary fact may still rule out; default 15m'),
    because: sentence,
    settle: z.string().min(3).describe('a read-only command that answers it by hand'),
  })
  .describe('one question put to one fact, or to one join of two');

export const stepSchema = z.strictObject({
  id,
  risk: z.enum(RISKS),
  run: z.string().min(3),
  expect: z.string().optional(),
  hurts: z.string().optional().describe('required when disruptive: whom, and how'),
  undo: z.string().optional().describe('required when mitigate'),
  verify: z.string().optional().describe('required when fix'),
  note: z.string().optional(),
});

export const referenceSchema = z.strictObject({
  type: z.enum(REFERENCE_TYPES),
  url: z.url({ protocol: /^https$/ }),
  says: z.string().min(8).describe('the one claim it supports'),
});

export const signatureSchema = z
  .strictObject({
    id,
    aliases: z.array(id).default([]),
    status: z.enum(STATUSES),
    superseded_by: id.optional(),
    title: z.string().min(8).max(60),
    exec_triggers: z
      .boolean()
      .default(false)
      .describe('an exec into a container can set this failure off: no layers are peeled on a node that may have it'),
    general: z
      .boolean()
      .default(false)
      .describe('names what is seen, not why: whatever of its words was seen, its look-alikes stay possible'),
    severity: z.enum(SEVERITIES),
    summary: z.string().min(40),
    not_this: z.array(z.strictObject({ id, tell: sentence })).min(1),
    prefer_over: z.array(z.strictObject({ id, because: sentence })).default([]),
    explained_by: z
      .array(id)
      .default([])
      .describe('causes that name why this one is: told before it when they are at least as certain'),
    narrows: z
      .array(id)
      .default([])
      .describe('broader failures that this one is a known case of: an answer gives their ids among the aliases'),
    symptoms: z.array(symptomSchema).min(1),
    checks: z.array(checkSchema).default([]),
    cause: z.strictObject({ breaks_at: z.enum(LINKS), felt_at: z.enum(LINKS), mechanism: z.string().min(40) }),
    runbook: z.array(stepSchema).min(1),
    references: z.array(referenceSchema).min(1),
  })
  .describe('a known failure');

export type Symptom = z.infer<typeof symptomSchema>;
export type Check = z.infer<typeof checkSchema>;
export type CellTest = z.infer<typeof cellTest>;
export type RowTest = z.infer<typeof rowTest>;
export type Step = z.infer<typeof stepSchema>;
export type Reference = z.infer<typeof referenceSchema>;
export type Signature = z.infer<typeof signatureSchema>;

/** The sibling `<id>.test.yaml`: each case is one named test. */
export const caseSchema = z.strictObject({
  name: z.string().min(8),
  paste: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
  verdict: z.enum(['confirmed', 'possible', 'ruled-out', 'exposed', 'silent']),
  by: z.array(z.string()).optional().describe('for ruled-out: the checks or symptoms that rule it out'),
  unknown: z.array(z.string()).optional().describe('checks that must be unknown'),
  captures: z.record(z.string(), z.string()).optional(),
  best: z.string().optional().describe('id of the verdict that must come first'),
});
export const casesSchema = z.strictObject({ cases: z.array(caseSchema).min(4) });
export type Case = z.infer<typeof caseSchema>;
