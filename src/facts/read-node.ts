import { deriveFacts } from './derive.js';
import { type Facts, unknown } from './fact.js';
import { nodeClock } from './node-clock.js';
import { allUnknown, type ProbeOutput, said } from './probe.js';
import { PROBES } from './probes.js';

export interface NodeReading {
  readonly facts: Facts;
  readonly failed: readonly { readonly probe: string; readonly reason: string }[];
}

/**
 * Everything the probes printed in, facts out. A probe that is missing, broken off or not possible on this node makes its facts
 * unknown with that reason; it never makes one false.
 * @param wanted the probes that were asked for
 * @param why what became of the probes that printed nothing, as a sentence
 */
export function readNode(
  outputs: readonly ProbeOutput[],
  wanted: readonly string[],
  at: string,
  why: string,
): NodeReading {
  const byId = new Map(outputs.map((one) => [one.id, one]));
  const clock = nodeClock(byId.get('clock')?.text ?? '');
  const facts: Record<string, Facts[string]> = {};
  const failed: { probe: string; reason: string }[] = [];
  for (const id of wanted) {
    const probe = PROBES[id];
    if (!probe) continue;
    const output = byId.get(id);
    if (!output) {
      failed.push({ probe: id, reason: why });
      Object.assign(facts, allUnknown(probe.names, why, at));
      continue;
    }
    const none = output.exit === 3 ? said(output.text, 'none') : undefined;
    if (none !== undefined) {
      Object.assign(facts, allUnknown(probe.names, none, at));
      continue;
    }
    if (!output.complete) failed.push({ probe: id, reason: output.reason ?? 'incomplete' });
    Object.assign(facts, allUnknown(probe.names, output.reason ?? 'it was not in the output', at));
    Object.assign(
      facts,
      parsed(id, { ...output, again: byId.get(`${id}.again`), before: byId.get('cgroup.before'), at, clock }),
    );
  }
  return { facts: deriveFacts(facts), failed };
}

/** A parser must not bring a collection down, whatever a node prints. */
function parsed(id: string, looked: Parameters<(typeof PROBES)[string]['parse']>[0]): Facts {
  const probe = PROBES[id];
  if (!probe) return {};
  try {
    return probe.parse(looked);
  } catch (error) {
    const reason = `the output could not be read: ${error instanceof Error ? error.message : String(error)}`;
    return Object.fromEntries(probe.names.map((name) => [name, unknown(reason, { at: looked.at })]));
  }
}
