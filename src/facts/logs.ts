import { epochTime, isoTime, newestOf } from '../report/time.js';
import { type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf, type NodeClock, said } from './probe.js';

/** Lines older than this before the node's own clock are left out: an old incident must not explain today's. */
export const WINDOW_MINUTES = 30;

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d))/;
const LOGFMT = /^time="([^"]+)"/;
const KLOG = /^[IWEF](\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.\d+ /;
const BOOT = /^\[\s*(\d+\.\d+)\]/;

/**
 * When a log line was written, in ms since 1970; undefined where it does not say. klog has neither year nor zone: the node's own
 * zone, and the newest year that its clock allows.
 */
export function writtenAt(line: string, clock: NodeClock): number | undefined {
  const stamp = ISO.exec(line)?.[1] ?? LOGFMT.exec(line)?.[1];
  if (stamp !== undefined) {
    const iso = isoTime(stamp);
    return iso === undefined ? undefined : Date.parse(iso);
  }
  const now = Date.parse(clock.utc);
  const boot = BOOT.exec(line)?.[1];
  if (boot !== undefined) {
    if (clock.uptimeSeconds === undefined) return undefined;
    const iso = epochTime(now / 1000 - clock.uptimeSeconds + Number(boot));
    return iso === undefined ? undefined : Date.parse(iso);
  }
  const klog = KLOG.exec(line);
  if (!klog) return undefined;
  const [month = 1, day = 1, hour = 0, minute = 0, second = 0] = klog.slice(1).map(Number);
  const zone = clock.zoneMinutes * 60_000;
  return newestOf((year) => Date.UTC(year, month - 1, day, hour, minute, second) - zone, now);
}

/** A time that somebody asked about, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Lines of the last half hour, and of the time that was asked about. One without a date goes with the line before it: stack traces, cut lines. */
export function inWindow(lines: readonly string[], clock: NodeClock, then?: Span): string[] {
  const from = Date.parse(clock.utc) - WINDOW_MINUTES * 60_000;
  let inside: boolean | undefined;
  const kept = lines.map((line) => {
    const at = writtenAt(line, clock);
    if (at !== undefined) inside = at >= from || (then !== undefined && at >= then.from && at <= then.to);
    return inside;
  });
  // Nothing dates itself: all of it is kept, the log was asked for its newest lines. Before the first date: left out.
  return inside === undefined ? [...lines] : lines.filter((_, index) => kept[index] === true);
}

/**
 * klog and the kernel's ring buffer name no year and no zone; the node's clock does. With the date in front a line says by itself whether
 * it speaks of this incident.
 */
export function datedByClock(line: string, clock: NodeClock): string {
  if (!KLOG.test(line) && !BOOT.test(line)) return line;
  const at = writtenAt(line, clock);
  return at === undefined ? line : `${new Date(at).toISOString()} ${line}`;
}

/** The window that the node made of what was asked: `@ window FROM TO`, seconds since 1970. */
export function askedWindow(text: string): Span | undefined {
  const [, from, to] = /^(\d{1,12}) (\d{1,12})$/.exec(said(text, 'window') ?? '') ?? [];
  return from === undefined || to === undefined
    ? undefined
    : { from: Number(from) * 1000, to: (Number(to) + 59) * 1000 };
}

const isoMinute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

const log = (id: string) => ({
  names: [id],
  parse(looked: Looked): Facts {
    const source = said(looked.text, 'source');
    if (source === undefined) return { [id]: unknown(looked.reason ?? 'no log was read', { at: looked.at }) };
    const all = linesOf(looked.text).filter((line) => line !== '' && !/^@ (?:source|window) /.test(line));
    const { clock } = looked;
    const then = askedWindow(looked.text);
    const lines = clock ? inWindow(all, clock, then).map((line) => datedByClock(line, clock)) : all;
    const past = then === undefined ? '' : `, and ${isoMinute(then.from)} to ${isoMinute(then.to)}`;
    const window = clock ? `${source}, the last ${WINDOW_MINUTES} min${past}` : source;
    return { [id]: known(lines, window, { at: looked.at, complete: looked.complete }) };
  },
});

export const kernelLog = log('kernel.log');
export const kubeletJournal = log('journal.kubelet');
export const dockerdJournal = log('journal.dockerd');
export const containerdJournal = log('journal.containerd');
