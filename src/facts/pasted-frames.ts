import type { CollectionReport } from './collection.js';
import type { Facts } from './fact.js';
import { FrameReader } from './frames.js';
import { nodeClock } from './node-clock.js';
import { said } from './probe.js';
import { PROBES } from './probes.js';
import { readNode } from './read-node.js';

/** What a person brought home from a node by hand: the same bundle, run there, pasted or uploaded here. */
export interface PastedNode {
  /** The machine's own name; undefined where the text does not have it. */
  readonly host?: string;
  readonly facts: Facts;
  readonly collection: CollectionReport;
}

const BEGIN = /^([0-9a-f]{16,64}) begin clock\s*$/;
/** One thread holds a few of them; a text that begins a thousand is no output of ours. */
const MOST = 10;

/**
 * Takes the probes' frames out of a pasted text.
 * @param at when the text was pasted, for output whose own clock did not come along
 * @returns the text without them, and one entry for each output in it, oldest first; none for outputs that are mixed with each other
 */
export function splitFrames(
  text: string,
  at: string,
): { readonly text: string; readonly nodes: readonly PastedNode[] } {
  if (!text.includes(' begin clock')) return { text, nodes: [] };
  const rest: string[] = [];
  const runs: { boundary: string; lines: string[]; mixed: boolean }[] = [];
  let open: (typeof runs)[number] | undefined;
  for (const line of text.split('\n')) {
    // A chat may have put white space before it, or a fence on the same line.
    const bare = line.replace(/^[`\s]+/, '');
    const boundary = BEGIN.exec(bare)?.[1];
    if (boundary !== undefined && runs.length < MOST) {
      open = { boundary, lines: [], mixed: false };
      runs.push(open);
    }
    // A frame of an output that another one cut in on: nobody can tell whose the lines between are.
    const stranger = runs.find((run) => run !== open && bare.startsWith(`${run.boundary} `));
    if (stranger !== undefined) {
      stranger.mixed = true;
      if (open !== undefined) open.mixed = true;
    }
    if (open === undefined) {
      rest.push(line);
      continue;
    }
    open.lines.push(bare.startsWith(open.boundary) ? bare : line);
    if (bare.startsWith(`${open.boundary} done `)) open = undefined;
  }
  return { text: rest.join('\n'), nodes: runs.filter((run) => !run.mixed).map((run) => readRun(run, at)) };
}

function readRun(run: { boundary: string; lines: readonly string[] }, pasted: string): PastedNode {
  const reader = new FrameReader(run.boundary);
  reader.push(Buffer.from(`${run.lines.join('\n')}\n`));
  const outputs = reader.end();
  const clock = outputs.find((one) => one.id === 'clock')?.text ?? '';
  const at = nodeClock(clock)?.utc ?? pasted;
  const { facts, failed } = readNode(outputs, Object.keys(PROBES), at, 'the pasted output does not have this probe');
  const collection = { step: 'paste', complete: reader.done && failed.length === 0, failed, at } as const;
  return { host: said(clock, 'host'), facts, collection };
}
