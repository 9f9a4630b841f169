import { deriveFacts } from './derive.js';
import { type Facts, unknown } from './fact.js';
import { tellFrozen } from './frozen.js';
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
  const blocked = blockedBy(byId.get('blocked')?.text ?? '');
  const clock = nodeClock(byId.get('clock')?.text ?? '');
  const facts: Record<string, Facts[string]> = {};
  const failed: { probe: string; reason: string }[] = [];
  for (const id of wanted) {
    const probe = PROBES[id];
    if (!probe) continue;
    const output = held(byId.get(id), blocked.get(id));
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
  return { facts: tellFrozen(deriveFacts(facts)), failed };
}

/** What held each probe that did not end: `PROBE STATE FUNCTION NAME` a line, seen right before its commands were killed. */
function blockedBy(text: string): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, id, state, wchan, name] = /^([a-z.]+) ([A-Za-z]) (\S+) (.{1,40})$/.exec(line) ?? [];
    if (id === undefined || all.has(id)) continue;
    const where = wchan === '?' || wchan === '0' ? '' : ` in the kernel’s ${wchan}`;
    all.set(id, `${name} was held${where} (state ${state})`);
  }
  return all;
}

function held(output: ProbeOutput | undefined, by: string | undefined): ProbeOutput | undefined {
  if (output === undefined || output.exit !== 124 || by === undefined) return output;
  return { ...output, reason: `${output.reason}: ${by}` };
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
