import { randomBytes } from 'node:crypto';
import { FrameReader } from '../facts/frames.js';
import type { ProbeOutput } from '../facts/probe.js';
import type { Ran } from './kubectl.js';
import type { Collecting } from './options.js';
import { callRecorder, recorderReason } from './recorder-call.js';
import type { Target } from './target.js';

/** A snapshot is one output of the bundle: 130 KB on a healthy node, 6 MB with every probe at its cap. */
const CAP_BYTES = 8_000_000;

export interface Recorded {
  readonly outputs: readonly ProbeOutput[];
  /** The snapshot is whole: the bundle had run to its end. */
  readonly done: boolean;
  /** Seconds between the snapshot and its delivery, by the node's own steady clock. */
  readonly ageSeconds: number;
  /** A sentence why there is no snapshot, or not all of it. */
  readonly reason?: string;
}

const nothing = (reason: string): Recorded => ({ outputs: [], done: false, ageSeconds: 0, reason });

/**
 * Step 2 of the ladder: the snapshot that the probe pod's own recorder keeps, with the logs of a window where one is asked for. A recorder
 * from before windows is asked again without. Never throws.
 */
export async function readRecorder(target: Target, how: Collecting): Promise<Recorded> {
  const read = await readOnce(target, how);
  const old = how.window !== undefined && read.outputs.length === 0 && OLD.test(read.reason ?? '');
  return old ? readOnce(target, { ...how, window: undefined }) : read;
}

/** What a recorder from before windows says of one: it takes the words for another key, or for a method it does not have. */
const OLD = /another key|before peeling/;

async function readOnce(target: Target, how: Collecting): Promise<Recorded> {
  const { recorderMs: deadlineMs, apiMs, signal, window } = how;
  const boundary = randomBytes(16).toString('hex');
  const called = await callRecorder(target, { boundary, deadlineMs, capBytes: CAP_BYTES, apiMs, signal, window });
  return 'reason' in called ? nothing(called.reason) : readSnapshot(called.ran, deadlineMs);
}

const HEAD = /^snapshot ([0-9a-f]{16,64}) age=(\d{1,9})\n/;

function readSnapshot(ran: Ran, deadlineMs: number): Recorded {
  const [head, boundary, age] = HEAD.exec(ran.stdout.slice(0, 200)) ?? [];
  if (head === undefined || boundary === undefined) return nothing(recorderReason(ran, deadlineMs));
  const reader = new FrameReader(boundary);
  reader.push(Buffer.from(ran.stdout.slice(head.length)));
  const outputs = reader.end();
  const reason = reader.done ? undefined : 'the snapshot of the recorder broke off';
  return { outputs, done: reader.done, ageSeconds: Number(age), reason };
}
