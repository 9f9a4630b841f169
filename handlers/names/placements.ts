import type { Known } from '../../src/records/inventory.js';

/** Where a name leads: a node, by itself or by the pod that runs on it. `node` is '' for a pod that is on none yet. */
export interface Placement {
  readonly cluster: string;
  readonly node: string;
  /** `namespace/name`, when it was a pod that was named. */
  readonly pod?: string;
}

/** Looks names up in what the collectors published: `NODE`, an address, `POD`, `NAMESPACE/POD`, each also behind `CLUSTER/`. */
export class Placements {
  readonly #known: readonly Known[];
  /** By cluster, the full names of the pods that share a short one. Built when first asked: a cluster has many pods. */
  readonly #shortNames = new Map<string, ReadonlyMap<string, readonly string[]>>();

  constructor(known: readonly Known[]) {
    this.#known = known;
  }

  /** Every place the name may mean; what matches exactly as it was typed comes before other spellings of it. */
  of(name: string): readonly Placement[] {
    const exact = this.#all(name, (at, wanted) => this.#exact(at, wanted));
    if (exact.length > 0) return exact;
    const lower = name.toLowerCase();
    const typed = lower === name ? [] : this.#all(lower, (at, wanted) => this.#exact(at, wanted));
    // `ip-10-0-0-1` for `ip-10-0-0-1.ec2.internal`, as hosts stand in a journal. A word without a digit is a word.
    if (typed.length > 0 || !/\d/.test(lower)) return typed;
    return this.#all(lower, ({ inventory }, wanted) =>
      inventory.nodes
        .filter((node) => node.name.startsWith(`${wanted}.`))
        .map((node) => ({ cluster: inventory.cluster, node: node.name })),
    );
  }

  #all(name: string, look: (at: Known, wanted: string) => readonly Placement[]): readonly Placement[] {
    return this.#known.flatMap((at) => {
      // A cluster may be named like an ARN, slashes included; a namespace may be named like a cluster.
      const { cluster } = at.inventory;
      const within = name.startsWith(`${cluster}/`) ? look(at, name.slice(cluster.length + 1)) : [];
      return within.length > 0 ? within : look(at, name);
    });
  }

  #exact({ inventory }: Known, wanted: string): readonly Placement[] {
    const { cluster, nodes, pods } = inventory;
    const address = wanted.replace(/:\d+$/, '');
    const byNode = nodes.filter((node) => node.name === wanted || node.addresses.includes(address));
    if (byNode.length > 0) return byNode.map((node) => ({ cluster, node: node.name }));
    const names = Object.hasOwn(pods, wanted) ? [wanted] : (this.#short(inventory).get(wanted) ?? []);
    return names.map((pod) => ({ cluster, node: pods[pod] ?? '', pod }));
  }

  #short({ cluster, pods }: Known['inventory']): ReadonlyMap<string, readonly string[]> {
    const known = this.#shortNames.get(cluster);
    if (known !== undefined) return known;
    const made = new Map<string, string[]>();
    for (const pod of Object.keys(pods)) {
      const short = pod.slice(pod.indexOf('/') + 1);
      const others = made.get(short);
      if (others === undefined) made.set(short, [pod]);
      else others.push(pod);
    }
    this.#shortNames.set(cluster, made);
    return made;
  }
}
