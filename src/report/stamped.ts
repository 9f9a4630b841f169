import { levelName, type Peel } from './peeled.js';
import { isoTime } from './time.js';

const CRI = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) [FP](?: |$)/;
// `dmesg --time-format iso` writes a comma before the fraction.
const RFC3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:\d\d))\s{1,2}/;
/** Jenkins and its kin put the stamp in brackets. */
const BRACKETED = /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d))\]\s{1,4}/;
const GO_LOG = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? /;
const TERMINAL = /^(INFO|WARN|ERRO|DEBU|FATA|TRAC|PANI)\[(?:\d{1,10}|(\d{4}-\d\d-\d\dT[^\]]{4,40}))\] ?/;

/** All that the expressions above begin with. */
const BEGINS = /^(?:\d{4}[-/]\d\d|\[\d{4}-|[A-Z]{4}\[)/;

/** The CRI log format, `docker logs -t`, Go's standard logger, and logrus on a terminal (`ERRO[0003] ...`). */
export const stamped: Peel = (text) => {
  if (!BEGINS.test(text)) return undefined;
  const head = text.slice(0, 96);
  const terminal = TERMINAL.exec(head);
  if (terminal !== null) {
    return {
      text: text.slice(terminal[0].length).trimEnd(),
      level: levelName(terminal[1] ?? ''),
      time: isoTime(terminal[2] ?? ''),
    };
  }
  const dated = CRI.exec(head) ?? RFC3339.exec(head) ?? BRACKETED.exec(head);
  if (dated !== null) return { text: text.slice(dated[0].length), time: isoTime(dated[1] ?? '') };
  const go = GO_LOG.exec(head);
  return go === null ? undefined : { text: text.slice(go[0].length) };
};

/** True for a piece of a long line that the CRI log cut (`P`): the next record of the stream goes on with it. */
export function isPartial(text: string): boolean {
  return BEGINS.test(text) && (CRI.exec(text.slice(0, 96))?.[0].trimEnd().endsWith('P') ?? false);
}
