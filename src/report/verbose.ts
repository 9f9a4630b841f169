import type { Peeled } from './peeled.js';
import { programName } from './program.js';
import { epochTime } from './time.js';

/** `journalctl -o verbose`: a date with a cursor, then one indented FIELD=value a line. `-o export` has no header. */
const HEADER = /^[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [A-Z]{1,5} \[s=/;
const FIELD = /^\s{1,8}([A-Z_][A-Z0-9_]{0,63})=/;

/**
 * Lines in, and for each MESSAGE= line of a verbose journal record what the record's other fields say about it, by index.
 * Empty where the text holds no such record.
 */
export function verboseRecords(lines: readonly string[]): ReadonlyMap<number, Peeled> {
  const found = new Map<number, Peeled>();
  for (let at = 0; at < lines.length; at++) {
    if (!HEADER.test((lines[at] ?? '').slice(0, 80))) continue;
    const fields = new Map<string, string>();
    let message = -1;
    let end = at + 1;
    for (; end < lines.length; end++) {
      const line = lines[end] ?? '';
      const name = FIELD.exec(line.slice(0, 80));
      if (name === null) break;
      if (name[1] === 'MESSAGE') message = end;
      fields.set(name[1] ?? '', line.slice(name[0].length));
    }
    if (message >= 0) found.set(message, record(fields));
    at = end - 1;
  }
  return found;
}

function record(fields: ReadonlyMap<string, string>): Peeled {
  const program = fields.get('SYSLOG_IDENTIFIER') ?? fields.get('_COMM');
  const stamp = fields.get('_SOURCE_REALTIME_TIMESTAMP');
  return {
    text: fields.get('MESSAGE') ?? '',
    program: program === undefined ? undefined : programName(program),
    host: fields.get('_HOSTNAME'),
    time: stamp === undefined ? undefined : epochTime(Number(stamp) / 1e6),
  };
}
