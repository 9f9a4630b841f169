import type { Target } from '../src/jobs/payloads.js';
import type { Known } from '../src/records/inventory.js';
import type { Language } from '../src/report/language.js';
import { type NoteWords, noteWordsIn } from './note-words.js';

/** Names as they were asked or found, against what the collectors say exists. */
export interface Resolved {
  readonly targets: readonly Target[];
  /** A sentence for every name that could not be used, and for every inventory that is old. */
  readonly notes: readonly string[];
}

const RFC_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MOST_NEAR = 3;

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
  const targets = new Map<string, Target>();
  const notes: string[] = [];
  const add = (list: readonly Target[]) => {
    for (const target of list) targets.set(`${target.cluster}/${target.node}`, target);
  };
  if (known.length === 0 && (typed.length > 0 || found.length > 0)) {
    const name = typed[0] ?? found[0] ?? '';
    return {
      targets: [],
      notes: [words.noCollector(name)],
    };
  }
  for (const name of typed) {
    const matches = targetsOf(name, known);
    if (matches.length === 1) add(matches);
    else notes.push(matches.length > 1 ? ambiguous(name, matches, words) : unknownName(name, known, words));
  }
  for (const name of found) {
    const matches = targetsOf(name, known);
    if (matches.length === 1) add(matches);
    else if (matches.length > 1) notes.push(ambiguous(name, matches, words));
  }
  for (const { inventory, stale, ageSeconds } of known) {
    const asked = [...targets.values()].some((target) => target.cluster === inventory.cluster);
    if (stale && asked) notes.push(words.oldInventory(inventory.cluster, ageSeconds));
  }
  return { targets: [...targets.values()], notes };
}

function targetsOf(name: string, known: readonly Known[]): readonly Target[] {
  const slash = name.indexOf('/');
  const [prefix, rest] = slash === -1 ? ['', name] : [name.slice(0, slash), name.slice(slash + 1)];
  const exact = known.flatMap(({ inventory }) => {
    const { cluster, nodes, pods } = inventory;
    // A cluster may be named like an ARN, slashes included.
    const node = name.startsWith(`${cluster}/`) ? name.slice(cluster.length + 1) : prefix === '' ? rest : '';
    const address = node.replace(/:\d+$/, '');
    const asNode = nodes.filter((n) => n.name === node || (node !== '' && n.addresses.includes(address)));
    if (asNode.length > 0) return asNode.map((n) => ({ cluster, node: n.name }));
    const onPod = Object.hasOwn(pods, name) ? pods[name] : prefix === '' ? byShortName(pods, rest) : undefined;
    return onPod === undefined ? [] : [{ cluster, node: onPod }];
  });
  return exact;
}

function byShortName(pods: Readonly<Record<string, string>>, pod: string): string | undefined {
  const nodes = new Set(Object.entries(pods).flatMap(([key, node]) => (key.endsWith(`/${pod}`) ? [node] : [])));
  return nodes.size === 1 ? [...nodes][0] : undefined;
}

function ambiguous(name: string, matches: readonly Target[], words: NoteWords): string {
  return words.severalClusters(
    name,
    matches.map((m) => `${m.cluster}/${m.node}`),
  );
}

function unknownName(name: string, known: readonly Known[], words: NoteWords): string {
  const shown = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  const plain = name.slice(name.lastIndexOf('/') + 1);
  if (!RFC_1123.test(plain)) return words.noNodeName(shown);
  const names = [...new Set(known.flatMap(({ inventory }) => inventory.nodes.map((n) => n.name)))];
  const near = nearest(plain, names);
  const clusters = known.map((k) => k.inventory.cluster);
  return `${words.unknownName(shown, clusters)}${near.length > 0 ? words.didYouMean(near) : ''}`;
}

/** Names within a third of their length in edits, nearest first. */
function nearest(name: string, names: readonly string[]): readonly string[] {
  const most = Math.max(1, Math.floor(name.length / 3));
  return names
    .map((other) => ({ other, edits: edits(name, other) }))
    .filter(({ edits: n }) => n <= most)
    .sort((a, b) => a.edits - b.edits || a.other.localeCompare(b.other))
    .slice(0, MOST_NEAR)
    .map(({ other }) => other);
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
