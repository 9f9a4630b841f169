import { askApi } from '../collect/api.js';
import type { Collected } from '../collect/collect.js';
import { peel } from '../collect/peel.js';
import type { Target } from '../collect/target.js';
import { isRows } from '../facts/derive.js';
import { known, unknown } from '../facts/fact.js';
import { containersOf, peelRows, peelSource } from '../facts/peel.js';

/**
 * The layers of one container as a collection of its own. The id came through the queue; names come from the API server, and a container
 * that it does not know on this node is not touched.
 */
export async function peelNode(
  target: Target,
  id: string,
  options: {
    readonly pod?: string;
    readonly signal: AbortSignal;
    readonly at: string;
    readonly onExec: (argv: readonly string[]) => void;
  },
): Promise<Collected> {
  const { at, signal, pod } = options;
  const api = await askApi(target, { apiMs: 8_000, signal }, at);
  const rows = api.facts.pods?.state === 'known' && isRows(api.facts.pods.value) ? api.facts.pods.value : [];
  const container = containersOf(rows).find((one) => one.id === id);
  const none = {
    collection: { step: api.answered ? 'api' : 'none', complete: false, failed: api.failed, at },
    outputs: [],
    objects: {},
  } as const;
  if (container === undefined) {
    const reason = api.answered
      ? 'the container is not on this node any more'
      : (api.failed[0]?.reason ?? 'the API server did not answer');
    return { ...none, facts: { peel: unknown(reason, { at }) } };
  }
  const name = `${container.namespace}/${container.pod}/${container.name}`;
  const how = { signal, onStart: options.onExec, ...(pod === undefined ? {} : { pod }) };
  const { layers, road } = await peel(target, container, how);
  return {
    facts: { peel: known(peelRows(layers), peelSource(name, road), { at }) },
    collection: { step: road ?? 'api', complete: road !== undefined, failed: [], at },
    outputs: [],
    objects: {},
  };
}
