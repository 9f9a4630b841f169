const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?\s?(Z|UTC|[+-]\d\d:?\d\d)(?: UTC)?$/;

/**
 * A timestamp with its zone in, ISO 8601 UTC with milliseconds out; undefined where year or zone is missing,
 * or where it is no moment at all (garbled by a translation, month 13).
 */
export function isoTime(stamp: string): string | undefined {
  const m = ISO.exec(stamp);
  if (m === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '0', zone = 'Z'] = m;
  // Nearly every stamp of a log: its own digits, which no calendar has to be asked about.
  if (zone === 'Z' && isPlain(year, month, day) && hour <= '23' && minute <= '59' && second <= '59')
    return `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  if (Number(month) > 12 || Number(month) < 1 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59) {
    return undefined;
  }
  return epochTime((local - offset(zone)) / 1000);
}

/** A day that every month has, in the years that are times of a log. */
const isPlain = (year: string, month: string, day: string): boolean =>
  year >= '1990' && year <= '2099' && month >= '01' && month <= '12' && day >= '01' && day <= '28';

/** Seconds since 1970 in, ISO 8601 UTC out; undefined outside the years 1990 to 2100, where it is another number. */
export function epochTime(seconds: number): string | undefined {
  if (!(seconds > 631_152_000 && seconds < 4_102_444_800)) return undefined;
  return new Date(Math.round(seconds * 1000)).toISOString();
}

/**
 * The moment of a stamp that has no year: its newest one that is not more than a day ahead of now. A day, since a stamp without a zone may
 * be read in another one, on the other side of New Year.
 * @param inYear the stamp's moment in that year, ms since 1970
 * @param now ms since 1970
 */
export function newestOf(inYear: (year: number) => number, now: number): number {
  const latest = now + 86_400_000;
  const year = new Date(latest).getUTCFullYear();
  const at = inYear(year);
  return at > latest ? inYear(year - 1) : at;
}

/** Milliseconds east of Greenwich. */
function offset(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
