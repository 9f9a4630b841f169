import type { Report } from './report.js';
import { isoTime, newestOf } from './time.js';
import { timesOf } from './times.js';

/** When a report says that it happened. Minutes `YYYYMMDDhhmm`; with `z` behind they are of UTC, else of the node's own clock. */
export interface IncidentWindow {
  readonly from: string;
  readonly to: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** On both sides of what the text says: a cause comes before its symptom, and clocks differ. */
const MARGIN = 15 * MINUTE;
/** An excerpt over days is about its end. */
const LONGEST = 3 * 60 * MINUTE;
/** Journals are kept for days, not for weeks. */
const OLDEST = 7 * DAY;
/** To quarters of an hour, so that several reports of one incident share a collection. */
const STEP = 15 * MINUTE;
/** Logs of the last half hour are read anyway. */
const RECENT = 30 * MINUTE;

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const KLOG = /^.{0,40}?\b[IWEF](\d\d)(\d\d) (\d\d):(\d\d):\d\d\.\d/;
const SYSLOG = /^.{0,8}?\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}(\d{1,2}) (\d\d):(\d\d):\d\d\b/;
const PLAIN =
  /\b(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d)(?::\d\d(?:[.,]\d{1,9})?)?(?![.,]?\d|:| ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))/;
/** In running words: "since 03:12 UTC", "at 11:05 +08:00", with the day or without it. */
const SPOKEN =
  /(?:\b(\d{4}-\d\d-\d\d)[ T])?(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)(?!\w)/;
/** A long log dates itself in every line; its first and last ones are enough. */
const MOST_LINES = 400;

/**
 * The time around which logs have to be looked at, as the text itself says: dated lines, else what running words say with a zone, else stamps
 * without a zone, which are the node's own. Undefined where the text names no time, one of the last half hour, or one too long ago.
 * @param now when it was asked, ISO 8601 UTC
 */
export function incidentWindow(report: Report, now: string): IncidentWindow | undefined {
  const at = Date.parse(now);
  const { earliest, newest } = timesOf(report);
  if (earliest !== undefined && newest !== undefined) return around(Date.parse(earliest), Date.parse(newest), at, 'z');
  const { lines } = report;
  const ends =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES / 2), ...lines.slice(-MOST_LINES / 2)];
  const some = ends.map((line) => line.raw.slice(0, 300));
  const spoken = some.flatMap((raw) => spokenTime(raw, at) ?? []);
  if (spoken.length > 0) return around(Math.min(...spoken), Math.max(...spoken), at, 'z');
  const own = some.flatMap((raw) => ownTime(raw, at) ?? []);
  return own.length === 0 ? undefined : around(Math.min(...own), Math.max(...own), at, '');
}

function around(first: number, last: number, now: number, zone: 'z' | ''): IncidentWindow | undefined {
  // Of the node's own clock we do not know the zone: it may be half a day and more from ours.
  const slack = zone === '' ? 14 * 60 * MINUTE : 5 * MINUTE;
  if (last < now - OLDEST || last > now + slack) return undefined;
  const from = Math.max(first, last - LONGEST) - MARGIN;
  if (zone === 'z' && from > now - RECENT) return undefined;
  return {
    from: stamp(Math.floor(from / STEP) * STEP, zone),
    to: stamp(Math.ceil((last + MARGIN) / STEP) * STEP, zone),
  };
}

const stamp = (ms: number, zone: string): string =>
  `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 12)}${zone}`;

function spokenTime(raw: string, now: number): number | undefined {
  const [, day, hour = '', minute, zone = 'Z'] = SPOKEN.exec(raw) ?? [];
  if (minute === undefined) return undefined;
  const of = (date: string) =>
    Date.parse(isoTime(`${date}T${hour.padStart(2, '0')}:${minute}:00${zone === 'GMT' ? 'Z' : zone}`) ?? '');
  const told = of(day ?? new Date(now).toISOString().slice(0, 10));
  if (Number.isNaN(told)) return undefined;
  // Without a day it is the last time that the clock stood there.
  return day === undefined && told > now + 5 * MINUTE ? told - DAY : told;
}

/** A stamp without a zone, as if it were UTC: only its digits are used. A year it lacks is the newest one that fits. */
function ownTime(raw: string, now: number): number | undefined {
  const klog = KLOG.exec(raw);
  const syslog = klog === null ? SYSLOG.exec(raw) : null;
  const plain = klog === null && syslog === null ? PLAIN.exec(raw) : null;
  if (plain !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = plain.slice(1).map(Number);
    return month >= 1 && month <= 12 && day <= 31 && hour <= 23
      ? Date.UTC(year, month - 1, day, hour, minute)
      : undefined;
  }
  const found = klog ?? syslog;
  if (found === null) return undefined;
  const month = klog === null ? MONTHS.indexOf(found[1] ?? '') / 3 + 1 : Number(found[1]);
  const [day = 0, hour = 0, minute = 0] = found.slice(2).map(Number);
  if (month < 1 || month > 12 || day > 31 || hour > 23) return undefined;
  return newestOf((year) => Date.UTC(year, month - 1, day, hour, minute), now);
}
