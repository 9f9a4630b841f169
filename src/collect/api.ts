import { eventLines, eventsAbout, nodeFacts, podRows } from '../facts/api-facts.js';
import { eventList, nodeObject, podList } from '../facts/api-objects.js';
import { type Fact, type Facts, known, unknown } from '../facts/fact.js';
import { type Asking, ask } from './ask.js';
import type { Target } from './target.js';

export interface ApiRead {
  readonly facts: Facts;
  readonly failed: readonly { readonly probe: string; readonly reason: string }[];
  /** The API server answered at least one question. */
  readonly answered: boolean;
  /** What it answered, as far as it is read, by name: the node, its pods, the events about them. */
  readonly objects: Readonly<Record<string, unknown>>;
}

/** Step 3 of the ladder, and beside every other one: what the API server knows without the node. Never throws. */
export async function askApi(target: Target, asking: Asking, at: string): Promise<ApiRead> {
  const onNode = `--field-selector=spec.nodeName=${target.node}`;
  const [node, pods, events] = await Promise.all([
    ask(target, ['node', target.node], nodeObject, asking),
    ask(target, ['pods', '--all-namespaces', onNode], podList, asking),
    ask(target, ['events', '--all-namespaces'], eventList, asking),
  ]);
  const facts: Record<string, Fact> = {};
  const failed: { probe: string; reason: string }[] = [];
  const objects: Record<string, unknown> = {};
  const fail = (name: string, reason: string) => {
    failed.push({ probe: name, reason });
    facts[name] = unknown(reason, { at });
  };
  if ('value' in node) {
    objects.node = node.value;
    Object.assign(facts, nodeFacts(node.value, at));
  } else fail('node.conditions', node.failure.reason);
  if ('value' in pods) {
    objects.pods = pods.value.items;
    facts.pods = known(podRows(pods.value.items, at), 'pods of the node in the API server', { at });
  } else fail('pods', pods.failure.reason);
  if ('value' in events) {
    const names =
      'value' in pods ? pods.value.items.map((one) => `${one.metadata.namespace}/${one.metadata.name}`) : [];
    const about = [events.value.items, target.node, new Set(names), at] as const;
    objects.events = eventsAbout(...about);
    const lines = eventLines(...about);
    facts['node.events'] = known(lines, 'events of the node and its pods, the last hour', {
      at,
      complete: 'value' in pods,
    });
  } else fail('node.events', events.failure.reason);
  return { facts, failed, objects, answered: [node, pods, events].some((one) => 'value' in one) };
}
