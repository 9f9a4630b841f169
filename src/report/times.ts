import type { Report } from './report.js';

/** The incident window as the report dates itself: its earliest and newest line. Both absent where no line has a date. */
export function timesOf(report: Report): { readonly earliest?: string; readonly newest?: string } {
  let earliest: string | undefined;
  let newest: string | undefined;
  for (const { time } of report.lines) {
    if (time === undefined) continue;
    if (earliest === undefined || time < earliest) earliest = time;
    if (newest === undefined || time > newest) newest = time;
  }
  return { ...(earliest === undefined ? {} : { earliest }), ...(newest === undefined ? {} : { newest }) };
}
