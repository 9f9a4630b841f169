import type { Peel } from './peeled.js';
import { programName } from './program.js';
import { epochTime, isoTime } from './time.js';

// Dates that open a syslog or journal line. Months of other locales count: `abr 30`, `mai 12`, `8月 22`.
const PRIORITY = '(?:<\\d{1,3}>)?(?:1 )?';
const SHORT =
  '(?:[A-Za-z\\u00c0-\\u024f]{3,5}\\.?|\\d{1,2}月)\\s{1,2}\\d{1,2}日?(?:\\s\\d{4})?\\s\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?';
const ISO = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)';
const FULL = '[A-Z][a-z]{2} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})? [A-Z]{1,5}';
const UNIX = '\\d{10}\\.\\d{6}';
const HOST = '(?!(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL) )[A-Za-z0-9][A-Za-z0-9._-]{0,252}';
// `(nodeadm)`: systemd's own child, before it has become the program.
const TAG = '(?:[A-Za-z0-9_/][A-Za-z0-9_./@+-]{0,127}|\\([A-Za-z0-9_./@+-]{1,32}\\))';

const DATED = new RegExp(
  `^${PRIORITY}(${SHORT}|${ISO}|${FULL}|${UNIX})\\s{1,4}(${HOST})\\s{1,2}(${TAG})(?:\\[\\d{1,10}\\])?:(?:\\s|$)`,
);
/** A host blanked out or left out before pasting: `<hostname>`, `***`, `.example.net`. Then only `program[pid]:` tells. */
const BLANKED = new RegExp(
  `^${PRIORITY}(${SHORT}|${ISO}|${FULL}|${UNIX})\\s{1,4}(?:[^\\sA-Za-z0-9:][^\\s:]{0,252}\\s{1,2})?(?:(${TAG})\\[\\d{1,10}\\]|(kernel)):(?:\\s|$)`,
);
const RFC5424 = new RegExp(`^<\\d{1,3}>1 (${ISO}) (${HOST}) (${TAG}) \\S{1,128} \\S{1,64} (?:-|\\[[^\\]]{0,1024}\\]) `);
/** Words of the kernel about a process that died: there the name and pid are what is said, not who says it. */
const OF_A_DEATH = '(?! (?:segfault at |general protection |unhandled |bad frame |trap ))';
/** runc's first stage names itself so inside runc's own log: a part of the message, and no program. */
const NSEXEC = '(?!nsexec(?:-\\d)?\\[)';
const UNDATED = new RegExp(`^${NSEXEC}(${TAG})\\[\\d{1,10}\\]:${OF_A_DEATH}(?:\\s|$)`);

/** All that the expressions above begin with: a priority, a date, a program with its pid. */
const BEGINS = new RegExp(`^(?:<\\d|\\d|[A-Za-z\\u00c0-\\u024f]{3,5}\\.?\\s{1,2}\\d|${TAG}\\[\\d|kernel: )`);

/** journalctl (short, precise, iso, full, unix, with unit), RFC 3164 and RFC 5424, and `program[pid]:` alone. */
export const syslog: Peel = (text) => {
  if (!BEGINS.test(text)) return undefined;
  const head = text.slice(0, 768);
  const structured = head.startsWith('<') ? RFC5424.exec(head) : null;
  const dated = structured ?? DATED.exec(head);
  if (dated !== null) {
    const [whole, stamp = '', host, tag = ''] = dated;
    return { text: text.slice(whole.length), program: programName(tag), host, time: stampTime(stamp) };
  }
  const blanked = BLANKED.exec(head);
  if (blanked !== null) {
    const [whole, stamp = '', tag = 'kernel'] = blanked;
    return { text: text.slice(whole.length), program: programName(tag), time: stampTime(stamp) };
  }
  const undated = UNDATED.exec(head);
  if (undated !== null) return { text: text.slice(undated[0].length), program: programName(undated[1] ?? '') };
  return head.startsWith('kernel: ') ? { text: text.slice(8), program: 'kernel' } : undefined;
};

/** Only a stamp with year and zone is a moment; `May 12 09:08:40` is not. */
function stampTime(stamp: string): string | undefined {
  if (/^\d{10}\./.test(stamp)) return epochTime(Number(stamp));
  if (/^[A-Z][a-z]{2} \d{4}-.* UTC$/.test(stamp)) return isoTime(`${stamp.slice(4, -4)}Z`);
  return isoTime(stamp);
}
