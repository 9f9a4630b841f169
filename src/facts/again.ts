import type { CollectionReport } from './collection.js';
import type { Facts } from './fact.js';

/** As much of a collection as is judged. */
interface Collected {
  readonly facts: Facts;
  readonly collection: CollectionReport;
}

/**
 * A whole collection, with one probe of it run again later. What the probe now knows stands; what it still does not know takes nothing away
 * from what was known before.
 */
export function withProbeAgain(before: Collected, again: Collected, probe: string): Collected {
  const facts: Record<string, Facts[string]> = { ...before.facts };
  for (const [name, fact] of Object.entries(again.facts)) {
    // How this small exec went says nothing about the one that was asked to tell everything.
    if (name === 'exec.channel') continue;
    if (fact.state === 'known' || facts[name]?.state !== 'known') facts[name] = fact;
  }
  const failed = [
    ...before.collection.failed.filter((one) => one.probe !== probe),
    ...again.collection.failed.map(({ probe: _, reason }) => ({ probe, reason })),
  ];
  return { facts, collection: { ...before.collection, failed, complete: failed.length === 0 } };
}
