import type { Target } from '../../src/jobs/payloads.js';
import type { Known } from '../../src/records/inventory.js';
import type { Language } from '../../src/report/language.js';
import { type NoteWords, noteWordsIn } from '../words/note-words.js';
import { nearNames } from './near-names.js';
import { type Placement, Placements } from './placements.js';

/** Names as they were asked or found, against what the collectors say exists. */
export interface Resolved {
  readonly targets: readonly Target[];
  /** A sentence for every name that could not be used, and for every inventory that is old. */
  readonly notes: readonly string[];
  /** Typed names that nothing is called, though something could be. */
  readonly missing: readonly string[];
}

const RFC_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * @param typed names a person typed (`NODE`, `CLUSTER/NODE`, `NAMESPACE/POD`, `POD`): each unknown one gets a sentence
 * @param found node names, pods or addresses the text itself marks: unknown ones are passed over
 */
export function resolveNames(
  typed: readonly string[],
  found: readonly string[],
  known: readonly Known[],
  language: Language = 'en',
): Resolved {
  const words = noteWordsIn(language);
  if (known.length === 0) {
    const name = typed[0] ?? found[0];
    return { targets: [], notes: name === undefined ? [] : [words.noCollector(short(name))], missing: [] };
  }
  const placements = new Placements(known);
  const targets = new Map<string, Target>();
  const notes = new Set<string>();
  const missing: string[] = [];
  const take = (name: string, places: readonly Placement[]) => {
    const one = oneOf(places);
    if (one === undefined) notes.add(ambiguous(name, places, words));
    else if (one.node === '') notes.add(words.podWaits(one.pod ?? name));
    else {
      if (one.pod !== undefined) notes.add(words.podOn(one.pod, one.node));
      targets.set(`${one.cluster}/${one.node}`, { cluster: one.cluster, node: one.node });
    }
  };
  for (const name of typed) {
    const places = placements.of(name);
    if (places.length > 0) take(name, places);
    else {
      if (couldBe(name)) missing.push(name);
      notes.add(unknownName(name, known, words));
    }
  }
  for (const name of found) {
    const places = placements.of(name);
    if (places.length > 0) take(name, places);
  }
  for (const { inventory, stale, ageSeconds } of known) {
    const asked = [...targets.values()].some((target) => target.cluster === inventory.cluster);
    if (stale && (asked || missing.length > 0)) notes.add(words.oldInventory(inventory.cluster, ageSeconds));
    if (inventory.pods_missing !== undefined && missing.length > 0)
      notes.add(words.podsMissing(inventory.cluster, inventory.pods_missing));
  }
  return { targets: [...targets.values()], notes: [...notes], missing };
}

/** The place that is meant, when all that may be meant are on one node. */
function oneOf(places: readonly Placement[]): Placement | undefined {
  const [first, ...rest] = places;
  return rest.every((other) => other.cluster === first?.cluster && other.node === first.node) ? first : undefined;
}

function ambiguous(name: string, places: readonly Placement[], words: NoteWords): string {
  const clusters = new Set(places.map((place) => place.cluster));
  const full = ({ cluster, node, pod }: Placement) => (clusters.size > 1 ? `${cluster}/${pod ?? node}` : (pod ?? node));
  const all = [...new Set(places.map(full))];
  return clusters.size > 1 ? words.severalClusters(name, all) : words.severalMeant(name, all);
}

/** The last part is a name that Kubernetes allows. */
const couldBe = (name: string): boolean => RFC_1123.test(plainName(name)) && plainName(name).length <= 253;
const plainName = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase();
const short = (name: string): string => (name.length > 80 ? `${name.slice(0, 80)}…` : name);

function unknownName(name: string, known: readonly Known[], words: NoteWords): string {
  if (!couldBe(name)) return words.noNodeName(short(name));
  const names = [...new Set(known.flatMap(({ inventory }) => inventory.nodes.map((n) => n.name)))];
  const near = nearNames(plainName(name), names);
  const clusters = known.map((k) => k.inventory.cluster);
  return `${words.unknownName(short(name), clusters)}${near.length > 0 ? words.didYouMean(near) : ''}`;
}
