import { askApi } from '../collect/api.js';
import { type Collected, collect } from '../collect/collect.js';
import type { Cluster } from '../collect/target.js';
import { CollectError } from '../errors.js';
import { unknown } from '../facts/fact.js';
import { collectJobId } from '../jobs/ids.js';
import type { CollectPayload } from '../jobs/payloads.js';
import type { Turn } from '../jobs/workers.js';
import { audit, type Log } from '../log.js';
import type { Records } from '../records/records.js';
import type { Redact } from '../records/texts.js';
import { redactValues } from '../redact/values.js';
import { peelNode } from './peel-node.js';
import type { NodeBook } from './publish-inventory.js';

export interface CollectParts {
  readonly records: Records;
  readonly redact: Redact;
  readonly log: Log;
  readonly now: () => Date;
  /** Deadline of one collection, all steps together. */
  readonly collectMs: number;
}

/** Of `collectMs`, what finding the pod and one retry may take. The exec has the rest. */
const BESIDE_EXEC_MS = 12_000;

/**
 * One collection, and one at a time of a node, whatever it is asked for and however many collectors serve it: the node must be in the inventory; what it says is redacted and stored; every exec leaves an audit record.
 * @returns the reference into `records.collected`
 * @throws CollectError node-unknown, cancelled
 */
export async function collectNode(
  cluster: Cluster,
  book: NodeBook,
  payload: CollectPayload,
  turn: Turn,
  parts: CollectParts,
): Promise<string> {
  const { node } = payload;
  // What ran before asks the API server only: no turn on the node is needed.
  if (turn.start > 1) return collectNow(cluster, book, payload, turn, parts);
  let begun = false;
  const work = (): Promise<string> => {
    begun = true;
    return collectNow(cluster, book, payload, turn, parts);
  };
  return parts.records.turns.inTurn(`collect:${cluster.name}/${node}`, work, turn.signal).catch(async (error) => {
    if (!begun) await refund(payload, parts);
    throw error;
  });
}

async function collectNow(...[cluster, book, payload, turn, parts]: Parameters<typeof collectNode>): Promise<string> {
  const { node } = payload;
  if (turn.signal.aborted && turn.start === 1) {
    await refund(payload, parts);
    throw new CollectError('cancelled', { message: 'The collection was cancelled before it began' });
  }
  if (!(await book.has(node))) {
    await refund(payload, parts);
    throw new CollectError('node-unknown', {
      message: `The API server of ${cluster.name} knows no node called ${node}`,
      next: `Check the name with: kubectl get node ${node}`,
    });
  }
  const begun = parts.now();
  const record = (what: readonly string[], result: string, ms?: number): void =>
    audit(parts.log, { who: payload.by, cluster: cluster.name, node, what, at: parts.now().toISOString(), ms, result });
  const got =
    turn.start > 1
      ? await withoutExec(cluster, node, turn, begun)
      : await byScope(cluster, payload, book.probePod(node), turn, parts, (argv) => record(argv, 'started'));
  const program = scoped(payload).peel === undefined ? '/plegmatic/probe' : '/plegmatic/peel';
  const what = turn.start > 1 ? ['kubectl', 'get'] : ['kubectl', 'exec', program, ...scoped(payload).words];
  const result = turn.signal.aborted ? 'cancelled' : resultOf(got);
  record(what, result, parts.now().getTime() - begun.getTime());
  if (got.failure?.reached === 'never') await refund(payload, parts);
  if (turn.signal.aborted) throw new CollectError('cancelled', { message: 'The collection was cancelled' });
  const ref = collectJobId(payload, payload.run);
  const { facts, collection } = await redactValues({ facts: got.facts, collection: got.collection }, parts.redact);
  // Through JSON: what has no value must be absent, as it will be after Redis.
  await parts.records.collected.put(
    ref,
    JSON.parse(JSON.stringify({ cluster: cluster.name, node, facts, collection })),
  );
  return ref;
}

/** Nothing was run on the node, so nobody pays for it. Not being able to give it back costs one of an hour's budget, no more. */
async function refund({ by, cluster, charge }: CollectPayload, { records, log }: CollectParts): Promise<void> {
  if (charge === undefined) return;
  const paid = { id: charge, cluster, ...(by.user === undefined ? {} : { user: by.user }) };
  await records.budgets.refund(paid).catch((error) => log.warn({ err: error }, 'a budget was not given back'));
}

const resultOf = ({ collection, failure }: Collected): string =>
  failure === undefined
    ? `${collection.step}, ${collection.complete ? 'complete' : 'partial'}`
    : `${collection.step}, ${failure.kind}: ${failure.reason}`;

/** The scope of a payload as options of `collect`, and as the audit record says it. */
function scoped({ scope }: CollectPayload): {
  readonly probes?: readonly string[];
  readonly window?: string;
  /** Container whose layers are tried. */
  readonly peel?: string;
  readonly words: readonly string[];
} {
  const [kind, rest] = scope?.split(/\/(.*)/) ?? [];
  if (kind === 'probe' && rest !== undefined) return { probes: [rest], words: [rest] };
  if (kind === 'window' && rest !== undefined) return { window: rest, words: [`window/${rest}`] };
  if (kind === 'peel' && rest !== undefined) return { peel: rest, words: [] };
  return { words: [] };
}

function byScope(...asked: Parameters<typeof withExec>): Promise<Collected> {
  const [cluster, payload, pod, turn, parts, onExec] = asked;
  const { peel } = scoped(payload);
  if (peel === undefined) return withExec(...asked);
  const at = parts.now().toISOString();
  return peelNode({ ...cluster, node: payload.node }, peel, { pod, signal: turn.signal, at, onExec });
}

function withExec(
  cluster: Cluster,
  payload: CollectPayload,
  pod: string | undefined,
  turn: Turn,
  parts: CollectParts,
  onExec: (argv: readonly string[]) => void,
): Promise<Collected> {
  let told = 0;
  const { node } = payload;
  const { probes, window } = scoped(payload);
  return collect(
    { ...cluster, node },
    {
      pod,
      probes,
      window,
      execMs: Math.max(5_000, parts.collectMs - BESIDE_EXEC_MS),
      signal: turn.signal,
      now: parts.now,
      onExec,
      onProgress({ done, of }) {
        const ms = parts.now().getTime();
        // Frames arrive by the dozen; people read a few words a second.
        if (ms - told < 250 && done < of) return;
        told = ms;
        const value = { phase: 'collecting', done, of, at: parts.now().toISOString() } as const;
        parts.records.progress.set(cluster.name, node, value).catch(() => undefined);
      },
    },
  );
}

/** It ran before, under a collector that died: an exec may still hang on the node, and another would leave one more behind. */
async function withoutExec(cluster: Cluster, node: string, turn: Turn, begun: Date): Promise<Collected> {
  const at = begun.toISOString();
  const reason = 'not run again: the collector that ran it ended, and a process of it may still be on the node';
  const api = await askApi({ ...cluster, node }, { apiMs: 8_000, signal: turn.signal }, at);
  return {
    facts: { ...api.facts, 'exec.channel': unknown(reason, { source: 'kubectl exec', at }) },
    collection: {
      step: api.answered ? 'api' : 'none',
      complete: false,
      failed: [{ probe: 'exec', reason }, ...api.failed],
      at,
    },
    outputs: [],
    objects: api.objects,
  };
}
