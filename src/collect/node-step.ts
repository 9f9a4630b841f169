import { setTimeout as sleep } from 'node:timers/promises';
import { factSpec } from '../facts/catalogue.js';
import type { CollectionReport } from '../facts/collection.js';
import { type Facts, unknown } from '../facts/fact.js';
import { askedWindow } from '../facts/logs.js';
import type { ProbeOutput } from '../facts/probe.js';
import { readNode } from '../facts/read-node.js';
import { type Execed, execProbes } from './exec.js';
import { findProbePod } from './find-pod.js';
import type { Collecting } from './options.js';
import { readRecorder } from './recorder.js';
import type { Target } from './target.js';

/** Before the one retry of an exec that never reached the node: a kubelet that has just started needs some seconds. */
const RETRY_AFTER_MS = 1_500;
const RETRY = new Set(['no-pod', 'no-api']);

/** What the node itself said, by whichever step reached it. */
export interface NodeStep {
  readonly exec: Execed;
  readonly answered?: 'exec' | 'recorder';
  readonly outputs: readonly ProbeOutput[];
  readonly done: boolean;
  readonly facts: Facts;
  readonly failed: CollectionReport['failed'];
  readonly tried: NonNullable<CollectionReport['tried']>;
  readonly ageSeconds?: number;
}

/** Steps 1 and 2 of the ladder: exec, and where it brought nothing at all, the recorder. Never throws. */
export async function nodeStep(target: Target, how: Collecting, at: string): Promise<NodeStep> {
  const exec = await execStep(target, how);
  const why = exec.failure?.reason ?? 'the bundle on the node does not have this probe: apply the probe manifest again';
  if (exec.outputs.length > 0 || !worthAsking(exec, how)) {
    const { facts, failed } = readNode(exec.outputs, how.probes, at, why);
    const read = exec.outputs.length > 0;
    // When nothing came, one line says it for all probes.
    const tried = read ? [] : [{ step: 'exec' as const, reason: why }];
    const missing = read ? failed : [{ probe: 'exec', reason: why }];
    return { ...exec, exec, answered: read ? 'exec' : undefined, facts, failed: missing, tried };
  }
  const recorded = await readRecorder(target, how);
  const read = recorded.outputs.length > 0;
  // Facts are as old as the snapshot, by our clock: the node's may be wrong.
  const taken = new Date(how.now().getTime() - recorded.ageSeconds * 1000).toISOString();
  const { facts, failed: unread } = readNode(recorded.outputs, how.probes, taken, recorded.reason ?? why);
  const failed = [...unread, ...windowMissed(recorded.outputs, how)];
  const tried = [{ step: 'exec' as const, reason: why }];
  if (read) return { ...recorded, exec, answered: 'recorder', facts: ofNow(facts, taken, at), failed, tried };
  const reason = recorded.reason ?? 'its snapshot was empty';
  const none = readNode([], how.probes, at, why);
  const missing = [
    { probe: 'exec', reason: why },
    { probe: 'recorder', reason },
  ];
  return {
    ...{ exec, outputs: [], done: false, facts: none.facts, failed: missing },
    tried: [...tried, { step: 'recorder' as const, reason }],
  };
}

/** The last half hour is read anyway, and the bundle then says so by leaving the window out; a log that says nothing of one lacks it. */
function windowMissed(outputs: readonly ProbeOutput[], { window }: Collecting): CollectionReport['failed'] {
  const held = outputs.some(({ text }) => askedWindow(text) !== undefined);
  if (window === undefined || held || outputs.length === 0) return [];
  const reason = 'the recorder’s view is its latest one: it holds no logs of the time that the report speaks of';
  return [{ probe: 'window', reason }];
}

/**
 * The recorder gives a snapshot as young as this without taking a new one (FRESH_SECONDS of recorder.sh). Two who ask at once share it; one of
 * ten seconds ago was seen to say that containerd answers while the exec just failed because it was gone.
 */
const OF_NOW_MS = 5_000;

/**
 * What was true before anybody asked says nothing of now: the exec that just failed may be the first sign. Versions, settings and dated
 * lines stay.
 */
function ofNow(facts: Facts, taken: string, asked: string): Facts {
  const before = Date.parse(asked) - Date.parse(taken);
  if (before <= OF_NOW_MS) return facts;
  const reason = `the recorder’s snapshot was taken ${Math.round(before / 1000)} s before this was asked: it says nothing of now`;
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) =>
      fact.state === 'known' && factSpec(name)?.time === 'momentary'
        ? [name, unknown(reason, { source: fact.source, at: fact.at })]
        : [name, fact],
    ),
  );
}

/** Not where the same road is known to be closed, or nobody waits any more. */
function worthAsking(exec: Execed, how: Collecting): boolean {
  const closed = ['cancelled', 'no-kubectl', 'no-api', 'unauthorized', 'no-node', 'no-probe-pod'];
  return !how.signal?.aborted && !closed.includes(exec.failure?.kind ?? '');
}

async function execStep(target: Target, how: Collecting): Promise<Execed> {
  const hinted = how.pod === undefined ? undefined : await execProbes(target, how.pod, how.probes, how);
  // The pod may have been replaced since it was seen: nothing reached the node, so asking anew costs nothing.
  const first = hinted === undefined || hinted.failure?.kind === 'no-pod' ? await execOnce(target, how) : hinted;
  if (first.failure === undefined || first.failure.reached !== 'never' || !RETRY.has(first.failure.kind)) return first;
  await sleep(RETRY_AFTER_MS, undefined, { signal: how.signal }).catch(() => undefined);
  return how.signal?.aborted ? first : execOnce(target, how);
}

async function execOnce(target: Target, how: Collecting): Promise<Execed> {
  const pod = await findProbePod(target, how);
  if ('failure' in pod) return { outputs: [], done: false, failure: pod.failure, words: [] };
  return execProbes(target, pod.value.name, how.probes, how);
}
