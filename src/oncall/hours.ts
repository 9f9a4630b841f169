export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

/** The hours in which people may be told what can wait. */
export interface Hours {
  /** IANA name, as in Europe/Berlin. */
  readonly timezone: string;
  readonly days: readonly Day[];
  /** `HH:MM` on the wall there; `to` is the first minute outside. */
  readonly from: string;
  readonly to: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** A closed week and a day's change of clocks: nobody waits longer. */
const FARTHEST_DAYS = 9;

/** True when this moment is a working hour there. `to` before `from` is a night shift: it belongs to the day on which it began. */
export function isWithin(hours: Hours, at: string): boolean {
  const { day, minute } = wallClock(hours.timezone, Date.parse(at));
  const [from, to] = [minutesOf(hours.from), minutesOf(hours.to)];
  const works = (index: number): boolean => hours.days.includes(DAYS[(index + 7) % 7] ?? 'mon');
  if (from < to) return works(day) && minute >= from && minute < to;
  return (works(day) && minute >= from) || (works(day - 1) && minute < to);
}

/** The first working minute from `at` on, ISO 8601 UTC; `at` itself when that is one, and when there is none at all. */
export function nextStart(hours: Hours, at: string): string {
  if (isWithin(hours, at)) return at;
  const begin = Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS;
  const from = minutesOf(hours.from);
  const { minute } = wallClock(hours.timezone, begin);
  for (let days = 0; days <= FARTHEST_DAYS; days += 1) {
    const ahead = begin + (days * DAY_MINUTES + from - minute) * MINUTE_MS;
    if (ahead <= begin) continue;
    // Clocks that were put forward or back meanwhile show another time there.
    const shown = wallClock(hours.timezone, ahead).minute;
    const exact = ahead + (from - shown) * MINUTE_MS;
    // The time may be one that the clocks leave out that day.
    for (const ms of [exact, ahead]) {
      const then = new Date(ms).toISOString();
      if (ms > begin && isWithin(hours, then)) return then;
    }
  }
  return at;
}

function minutesOf(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 60 + minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(timezone: string, ms: number): { readonly day: number; readonly minute: number } {
  const known = formats.get(timezone);
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', { timeZone: timezone, weekday: 'short', hour: '2-digit', minute: '2-digit' });
  if (known === undefined) formats.set(timezone, format);
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const names: readonly string[] = DAYS;
  const day = names.indexOf(parts.weekday?.toLowerCase() ?? '');
  return { day, minute: (Number(parts.hour) % 24) * 60 + Number(parts.minute) };
}
