import { readFileSync } from 'node:fs';
import type { Fact, Facts, Row } from '../../src/facts/fact.js';
import { FrameReader } from '../../src/facts/frames.js';
import type { ProbeOutput } from '../../src/facts/probe.js';
import { readNode } from '../../src/facts/read-node.js';

/** The boundary every captured stream was asked with. */
export const BOUNDARY = '0123456789abcdef';
export const AT = '2026-11-22T05:05:00.000Z';

export function fixture(path: string): Buffer {
  return readFileSync(new URL(`fixtures/${path}`, import.meta.url));
}

export function outputs(stream: Buffer | string): readonly ProbeOutput[] {
  const reader = new FrameReader(BOUNDARY);
  reader.push(Buffer.from(stream));
  return reader.end();
}

/** Facts of a captured stream, of the probes that are in it. */
export function captured(path: string): Facts {
  const all = outputs(fixture(path));
  return readNode(
    all,
    all.map((one) => one.id),
    AT,
    'not in the capture',
  ).facts;
}

/** Facts of one probe from text made up for a test. */
export function printed(
  id: string,
  text: string,
  more: Partial<ProbeOutput> & { again?: string; before?: string } = {},
): Facts {
  const { again, before, ...rest } = more;
  const output = { id, text, exit: 0, complete: true, ...rest };
  const second = again === undefined ? [] : [{ ...output, id: `${id}.again`, text: again }];
  const snapshot = before === undefined ? [] : [{ ...output, id: 'cgroup.before', text: before }];
  return readNode([output, ...second, ...snapshot], [id], AT, 'not printed').facts;
}

export function known(fact: Fact | undefined): unknown {
  return fact?.state === 'known' ? fact.value : undefined;
}

export function reasonOf(fact: Fact | undefined): string | undefined {
  return fact?.state === 'unknown' ? fact.reason : undefined;
}

export function rowsOf(fact: Fact | undefined): readonly Row[] {
  const value = known(fact);
  if (!Array.isArray(value)) throw new Error('no rows');
  return value as readonly Row[];
}
