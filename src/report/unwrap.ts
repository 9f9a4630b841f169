import { auditRecord } from './audit.js';
import { clean, unescapeQuotes } from './clean.js';
import { eventRow } from './event-row.js';
import { jsonLine } from './json-line.js';
import { kernelLog } from './kernel-log.js';
import { klog } from './klog.js';
import { logfmt } from './logfmt.js';
import { withoutLineNumber, withoutMark, withoutSpeaker } from './paste.js';
import type { Peel, Peeled } from './peeled.js';
import { CARRIES_KUBELET } from './program.js';
import { stamped } from './stamped.js';
import { syslog } from './syslog.js';

/** Every wrapping we know, the most telling first. Each looks at the beginning of the text only, or scans it once. */
export const PEELS: readonly Peel[] = [klog, logfmt, syslog, kernelLog, stamped, jsonLine, eventRow];
/** Those that nothing but a log wears: a date after a colon may be what the line speaks of. */
const SURE: readonly Peel[] = [klog, logfmt, syslog, kernelLog];
/** Deeper nesting than this is made, not logged: json-file around CRI around syslog around logfmt is four. */
const DEEPEST = 8;

/** A line in, its message and what its wrappings said out. Never throws; a line that wears nothing comes back as it is. */
export function unwrap(line: string): Peeled {
  let known: Peeled = { text: line };
  for (let depth = 0; depth < DEEPEST; depth++) {
    const peeled = peel(known.text.trimStart(), depth === 0);
    if (peeled === undefined) break;
    known = depth === 0 ? uncoloured(peeled) : merge(known, uncoloured(peeled));
  }
  const record = auditRecord(known.text);
  if (record !== undefined) known = { ...known, text: record.text, time: record.time ?? known.time, program: 'audit' };
  const text = unescapeQuotes(known.text).trim();
  return text === known.text ? known : { ...known, text };
}

/** Colours that JSON had escaped: programs take a log for a terminal. */
const uncoloured = (peeled: Peeled): Peeled =>
  peeled.text.includes('\x1b') ? { ...peeled, text: clean(peeled.text) } : peeled;

function peel(text: string, outermost: boolean): Peeled | undefined {
  const peeled = firstOf(PEELS, text) ?? firstOf(PEELS, withoutLineNumber(text)) ?? firstOf(PEELS, withoutMark(text));
  return peeled !== undefined || !outermost ? peeled : firstOf(SURE, withoutSpeaker(text));
}

/** What a text begins with that wears one of the wrappings. */
const BEGINS =
  /^(?:["{<\d[]|\s{0,40}"?(?:message|msg|log)"?: |\s{0,8}\[|(?:time|level|ts|msg|t|lvl)=|kern\s|kernel: |[A-Za-z\u00c0-\u024f]{3,5}\.?\s{1,2}\d|[\w/(][\w./@+)-]{0,127}\[)/;
/** Or what it holds. */
const HOLDS = ['.go:', 'time="', 'Warning ', 'Normal '];

/** Whether a text may wear any of the wrappings: most lines of a program wear none, and each would be asked several times over. */
export const mayWear = (text: string): boolean => BEGINS.test(text) || HOLDS.some((words) => text.includes(words));

function firstOf(peels: readonly Peel[], text: string | undefined): Peeled | undefined {
  if (text === undefined || !mayWear(text)) return undefined;
  for (const one of peels) {
    const peeled = one(text);
    if (peeled !== undefined) return peeled;
  }
  return undefined;
}

/** The inner wrapping is the program's own word on time and level; the outer one knows who ran it and where. */
function merge(outer: Peeled, inner: Peeled): Peeled {
  const carried = inner.program === 'kubelet' && CARRIES_KUBELET.has(outer.program ?? '');
  return {
    text: inner.text,
    program: carried ? 'kubelet' : (outer.program ?? inner.program),
    time: inner.time ?? outer.time,
    level: inner.level ?? outer.level,
    host: outer.host ?? inner.host,
    upToError: inner.upToError ?? outer.upToError,
  };
}
