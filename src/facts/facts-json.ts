import { z } from 'zod';
import { factSpec } from './catalogue.js';
import { deriveRows } from './derive.js';
import type { Fact, Facts, FactValue, Row } from './fact.js';
import { tellFrozen } from './frozen.js';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), cell);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(row)]);
const told = z.object({
  value: value.nullable(),
  raw: z.string().optional(),
  source: z.string().optional(),
  at: z.string().optional(),
  complete: z.boolean().optional(),
  /** Why it is not known. */
  unknown: z.string().optional(),
});

/** The value in the shape of its kind: a log given as one text is lines, a version given as a number is text. */
function shaped(name: string, given: FactValue): FactValue {
  const spec = factSpec(name);
  if (spec?.kind === 'version' && typeof given === 'number') return String(given);
  if (spec?.kind === 'lines' && typeof given === 'string') return given.split('\n').filter((line) => line !== '');
  if (spec?.kind === 'lines' && Array.isArray(given))
    return given.map((one) =>
      typeof one === 'object'
        ? Object.values(one)
            .filter((part) => part !== null)
            .join(' ')
        : one,
    );
  if (spec?.kind !== 'rows') return given;
  if (!Array.isArray(given) || given.some((one) => typeof one !== 'object'))
    throw new Error(`${name} is a list of rows, for example [{"${Object.keys(spec.columns)[0]}": ...}]`);
  return deriveRows(name, given as readonly Row[]);
}

function factOf(name: string, given: unknown): Fact {
  const isTold = typeof given === 'object' && given !== null && !Array.isArray(given);
  const parsed = told.safeParse(isTold ? given : { value: given });
  if (!parsed.success) throw new Error(`${name} has no form of a fact: ${z.prettifyError(parsed.error)}`);
  const { value, raw, source, at, complete, unknown: reason } = parsed.data;
  if (at !== undefined && Number.isNaN(Date.parse(at))) throw new Error(`${name}: at is not a time: ${at}`);
  const dated = at === undefined ? {} : { at };
  if (value === null)
    return { state: 'unknown', reason: reason ?? 'not known', ...(source === undefined ? {} : { source }), ...dated };
  const known = {
    state: 'known',
    value: shaped(name, value),
    source: source ?? 'given',
    complete: complete ?? true,
  } as const;
  return { ...known, ...(raw === undefined ? {} : { raw }), ...dated };
}

/**
 * Reads facts as people and `--json` write them: plain values, or {value, raw, source, at, time}; a null value is unknown.
 * Names outside the catalogue are kept, so that a newer output can be read by an older program.
 * @throws Error with one sentence naming the fact that has no known form.
 */
export function factsFromJson(given: unknown): Facts {
  const object = z.record(z.string(), z.unknown()).safeParse(given);
  if (!object.success) throw new Error('facts are one object, for example {"runc.version": "1.1.5"}');
  return tellFrozen(Object.fromEntries(Object.entries(object.data).map(([name, one]) => [name, factOf(name, one)])));
}

/** One fact as `--json` prints it. */
export interface PrintedFact {
  readonly value: FactValue | null;
  readonly raw?: string;
  readonly source?: string;
  readonly at?: string;
  readonly time?: string;
  /** Only where it is false: rows or lines may be missing. */
  readonly complete?: false;
  /** Why the value is null. */
  readonly unknown?: string;
}

/** @returns facts as `--json` prints them: the contract's {value, raw, source, at, time}; an unknown one has a null value and its reason. */
export function factsToJson(facts: Facts): Record<string, PrintedFact> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]): [string, PrintedFact] => {
      const { source, at } = fact;
      const time = factSpec(name)?.time ?? 'momentary';
      if (fact.state === 'unknown') return [name, { value: null, unknown: fact.reason, source, at, time }];
      const cut = fact.complete ? {} : { complete: false as const };
      return [name, { value: fact.value, raw: fact.raw, source, at, time, ...cut }];
    }),
  );
}
