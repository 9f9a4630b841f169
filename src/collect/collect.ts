import type { CollectionReport } from '../facts/collection.js';
import { type Facts, known, unknown } from '../facts/fact.js';
import { tellKills } from '../facts/kills.js';
import { askedWindow } from '../facts/logs.js';
import type { ProbeOutput } from '../facts/probe.js';
import { type ApiRead, askApi } from './api.js';
import type { Execed } from './exec.js';
import type { Failure } from './failure.js';
import { nodeStep } from './node-step.js';
import { type CollectOptions, collecting } from './options.js';
import { isNodeName, type Target } from './target.js';

export interface Collected {
  readonly facts: Facts;
  readonly collection: CollectionReport;
  /** Why the exec failed, if it did; `reached: never` is the only kind that may be tried again. */
  readonly failure?: Failure;
  /** What the facts were read from: the probes' own output and the objects of the API server. */
  readonly outputs: readonly ProbeOutput[];
  readonly objects: Readonly<Record<string, unknown>>;
}

const NOT_ASKED: ApiRead = { facts: {}, failed: [], answered: false, objects: {} };

/**
 * Collects the facts of one node: one bounded exec of the probe bundle, where that gives nothing the recorder of the probe pod, and
 * beside both what the API server knows.
 * Never throws for what a node, a cluster or kubectl does: what could not be read is unknown, with the reason.
 * @param target where; the node's name must be in the inventory, which the caller has checked
 * @throws Error for a node name that is no RFC 1123 name or a probe id that does not exist: mistakes of the caller
 */
export async function collect(target: Target, options: CollectOptions = {}): Promise<Collected> {
  if (!isNodeName(target.node)) throw new Error('a node name is an RFC 1123 name: lower-case letters, digits, - and .');
  const how = collecting(options);
  const at = how.now().toISOString();
  // Single probes join a collection that has asked the API server already.
  const asked = options.probes === undefined ? askApi(target, how, at) : NOT_ASKED;
  const [node, api] = await Promise.all([nodeStep(target, how, at), asked]);
  const { exec, facts, answered } = node;
  const window = windowRead(node.outputs);
  return {
    facts: { ...tellKills(merged(facts, api.facts)), 'exec.channel': channel(exec, at) },
    collection: {
      step: answered ?? (api.answered ? 'api' : 'none'),
      complete: node.done && node.failed.length === 0 && api.failed.length === 0,
      failed: [...node.failed, ...api.failed],
      ...(node.tried.length > 0 ? { tried: node.tried } : {}),
      ...(node.ageSeconds === undefined ? {} : { age_seconds: node.ageSeconds }),
      ...(window === undefined ? {} : { window }),
      at,
    },
    failure: exec.failure,
    outputs: node.outputs,
    objects: api.objects,
  };
}

/** The window as the node understood it, in UTC: the zone of a time without one is the node's. */
function windowRead(outputs: readonly ProbeOutput[]): CollectionReport['window'] {
  const span = outputs.map(({ text }) => askedWindow(text)).find((one) => one !== undefined);
  return span && { from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString() };
}

/** What the node says of itself stands before what the API server remembers of it. */
function merged(node: Facts, api: Facts): Facts {
  const facts: Record<string, Facts[string]> = { ...node };
  for (const [name, fact] of Object.entries(api)) if (facts[name]?.state !== 'known') facts[name] = fact;
  return facts;
}

function channel(exec: Execed, at: string): Facts[string] {
  const source = 'kubectl exec';
  if (exec.done) return known([], source, { at });
  if (exec.words.length > 0) return known(exec.words, source, { at });
  return unknown(`no exec was tried: ${exec.failure?.reason ?? 'no probe pod'}`, { source, at });
}
