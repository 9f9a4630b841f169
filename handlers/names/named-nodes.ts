import type { ReadPayload } from '../../src/jobs/payloads.js';
import type { Known } from '../../src/records/inventory.js';
import type { Language } from '../../src/report/language.js';
import type { Parts } from '../parts.js';
import { Placements } from './placements.js';
import { type Resolved, resolveNames } from './targets.js';

type Needs = Pick<Parts, 'records'>;

/**
 * The nodes a report is about: as typed behind a command or picked in the form, as said in the message, as marked in the text. A name
 * that the inventory lacks is looked up once more in one read after the question: a pod that started a second ago is found.
 * @param found names that the text itself marks as nodes
 */
export async function namedNodes(
  payload: ReadPayload,
  found: readonly string[],
  language: Language,
  parts: Needs,
): Promise<Resolved> {
  const known = await parts.records.inventory.all();
  // Words of a question are looked up, never complained about. An alert's have been sorted: what is over, what was cut.
  const sorted = payload.way === 'alert' || payload.way === 'webhook';
  const spoken = known.length === 0 || sorted ? [] : await spokenNames(payload, parts);
  const resolved = resolveNames(payload.names, [...found, ...spoken], known, language);
  if (!payload.asked) return resolved;
  const wanted =
    resolved.missing.length > 0
      ? resolved.missing
      : resolved.targets.length > 0
        ? []
        : spoken.filter((word) => POD.test(word));
  const unknown = wanted.filter((name) => new Placements(known).of(name).length === 0);
  if (unknown.length === 0 || !(await readAnew(unknown, known, parts))) return resolved;
  const now = await parts.records.inventory.all();
  return resolveNames(payload.names, [...found, ...spoken], now, language);
}

/** An answer that waits for a list of pods is not given within a second any more; most lists take a fraction of one. */
const MOST_WAIT_MS = 4000;

/** Calls for new inventories of the clusters that may have these names. False when none came: their collectors are silent or slow. */
async function readAnew(names: readonly string[], known: readonly Known[], { records }: Needs): Promise<boolean> {
  const alive = known.filter(({ stale }) => !stale).map(({ inventory }) => inventory.cluster);
  const named = alive.filter((cluster) => names.every((name) => name.startsWith(`${cluster}/`)));
  const asked = named.length > 0 ? named : alive;
  const came = await Promise.all(asked.map((cluster) => records.inventoryCalls.ask(cluster, MOST_WAIT_MS)));
  return came.some((one) => one);
}

/** Pods of a Deployment, a Job or a DaemonSet end in five characters of Kubernetes' own alphabet, those of a StatefulSet in a number. */
const POD = /^(?:[a-z0-9-]{1,63}\/)?[a-z0-9][a-z0-9-]*-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|\d{1,4})$/;

// A few pasted lines; a long log names nodes in its own ways, which the report has read already.
const MOST_WORDS = 200;

/** Words of a short message that may be a node or pod: "@plegmatic node-7 is NotReady again". */
async function spokenNames(payload: ReadPayload, parts: Needs): Promise<readonly string[]> {
  if (payload.text === undefined) return [];
  const words = ((await parts.records.texts.get(payload.text)) ?? '').split(
    /[\s,;()"'`，。；：、（）“”]+/,
    MOST_WORDS + 1,
  );
  return words.length > MOST_WORDS
    ? []
    : words.map((word) => word.replace(/[.:?!？！]+$/, '')).filter((word) => word !== '');
}
