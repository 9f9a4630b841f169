import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PastedNode } from '../../src/facts/pasted-frames.js';
import type { Target } from '../../src/jobs/payloads.js';
import type { Parts } from '../parts.js';

/**
 * The last step of the ladder: a person on the machine runs the same bundle and brings its output here. Nothing from Slack is in the
 * command; the boundary is a hash of where the answer belongs, so that every edit shows the same one.
 */
export function boundaryOf(report: string, { cluster, node }: Target): string {
  return createHash('sha256').update(`${report} ${cluster} ${node}`).digest('hex').slice(0, 32);
}

/** For a machine with a probe pod: its ConfigMap lies on the disk, whatever the kubelet and the runtime do. `node` is an RFC 1123 name. */
export function commandByHand(boundary: string, node: string): string {
  return [
    `sh -c 'for p in /var/lib/kubelet/pods/*/volumes/kubernetes.io~configmap/probes/probe; do`,
    `  [ -r "$p" ] && exec sh "$p" ${boundary}`,
    `done; echo "no probe on this machine: take the file" >&2' > plegmatic-${node}.txt`,
  ].join('\n');
}

/** The bundle as one file that needs no argument: for a machine without a probe pod, and to be read before it is run. */
export async function scriptByHand(boundary: string): Promise<string> {
  // The compiler copies no shell: seen from dist/ the bundle is in the sources.
  const path = import.meta.url.includes('/dist/handlers/')
    ? '../../../src/collect/probes.sh'
    : '../../src/collect/probes.sh';
  const bundle = await readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  return bundle.replace(/\nmain "\$@"\n$/, `\nmain ${boundary}\n`);
}

/**
 * Stores what people brought home, each under the node it belongs to: the one that calls itself so, else the only one in question.
 * @returns the nodes that need no collecting any more, with the reference of their facts
 */
export async function takeByHand(
  brought: readonly PastedNode[],
  asked: readonly Target[],
  report: string,
  parts: Pick<Parts, 'records'>,
): Promise<readonly { readonly target: Target; readonly collected: string }[]> {
  const taken: { target: Target; collected: string }[] = [];
  for (const [index, { host, facts, collection }] of brought.entries()) {
    const target = await belongsTo(host, asked, parts);
    if (target === undefined) continue;
    const collected = `${report}/by-hand/${index}`;
    await parts.records.collected.put(collected, JSON.parse(JSON.stringify({ ...target, facts, collection })));
    taken.push({ target, collected });
  }
  return taken;
}

async function belongsTo(host: string | undefined, asked: readonly Target[], parts: Pick<Parts, 'records'>) {
  const name = host?.toLowerCase();
  // A machine may call itself by its short name, and the cluster by the long one, or the other way round.
  const same = (node: string) => name !== undefined && (node === name || node.split('.')[0] === name.split('.')[0]);
  const known = (await parts.records.inventory.all()).flatMap(({ inventory }) =>
    inventory.nodes.map((node) => ({ cluster: inventory.cluster, node: node.name })),
  );
  const found = asked.find((one) => same(one.node)) ?? known.find((one) => same(one.node));
  if (found !== undefined) return found;
  return asked.length === 1 ? asked[0] : undefined;
}
