/** `2026-11-22 03:12 UTC`: for files. */
export const utc = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

/** `2026-11-22 03:12:05 UTC`: for timelines. */
export const utcSeconds = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

/** `03:12 UTC (04:12)`: for everybody at once, then in the reader's own zone, as Slack shows it. */
export function when(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return `${at.slice(11, 16)} UTC (<!date^${seconds}^{date_short_pretty} {time}|${utc(at)}>)`;
}
