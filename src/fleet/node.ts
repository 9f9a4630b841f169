import { z } from 'zod';
import type { Diagnosis, Verdict } from '../diagnosis/diagnosis.js';
import { factSpec } from '../facts/catalogue.js';
import type { Facts } from '../facts/fact.js';

/** sick: a cause that hurts now is confirmed. healthy: it was read, and nothing speaks. unknown: the node itself could not be read. */
export const HEALTHS = ['sick', 'possible', 'healthy', 'unknown'] as const;
export type Health = (typeof HEALTHS)[number];

/** One node of a fleet in short: what it has, and what could set it apart from the others. */
export const fleetNode = z.object({
  cluster: z.string(),
  node: z.string(),
  pool: z.string().optional(),
  health: z.enum(HEALTHS),
  /** Id and title of the best verdict, unless there is none. */
  cause: z.object({ id: z.string(), title: z.string(), severity: z.string(), breaks_at: z.string() }).optional(),
  /** Ids of failures that its builds can have. */
  exposed: z.array(z.string()),
  /** Why the node could not be read. */
  reason: z.string().optional(),
  /** Standing facts as text: versions, settings, limits. */
  values: z.record(z.string(), z.string()),
});
export type FleetNode = z.infer<typeof fleetNode>;

/** Longer values (a list of modules) set nodes apart in ways nobody reads. */
const MOST_CHARACTERS = 80;

/** What stays true until somebody changes it, one value each; rows and lines are left out. */
export function standingValues(facts: Facts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => {
      if (fact.state === 'unknown' || factSpec(name)?.time !== 'standing' || typeof fact.value === 'object') return [];
      const text = String(fact.value);
      return text.length > MOST_CHARACTERS ? [] : [[name, text] as const];
    }),
  );
}

const HURTS = (verdict: Verdict): boolean => verdict.severity !== 'harmless' && verdict.severity !== 'latent';

/** @param reason how its collection ended, where that was not well. */
export function fleetNodeOf(
  diagnosis: Diagnosis & { node: string; cluster: string },
  pool?: string,
  reason?: string,
): FleetNode {
  const { node, cluster, verdicts, exposed, collection, facts } = diagnosis;
  const best = verdicts.find((one) => one.verdict !== 'ruled-out' && HURTS(one));
  const read = collection.step === 'exec' || collection.step === 'recorder';
  const health =
    best === undefined ? (read ? 'healthy' : 'unknown') : best.verdict === 'confirmed' ? 'sick' : 'possible';
  const why = reason ?? (read ? undefined : collection.failed[0]?.reason);
  return {
    cluster,
    node,
    ...(pool === undefined ? {} : { pool }),
    health,
    ...(best === undefined
      ? {}
      : { cause: { id: best.id, title: best.title, severity: best.severity, breaks_at: best.breaks_at } }),
    exposed: exposed.map((one) => one.id),
    ...(why === undefined ? {} : { reason: why }),
    values: standingValues(facts),
  };
}
