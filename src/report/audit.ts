import type { Line } from './report.js';
import { epochTime } from './time.js';

/** Who sent a signal to whom, as the audit log saw it; the columns of the fact `audit.kills`. */
export interface AuditKill {
  readonly time: string | null;
  readonly signal: number | null;
  readonly opid: number | null;
  readonly ocomm: string | null;
  readonly exe: string | null;
  readonly comm: string | null;
  readonly proctitle: string | null;
}

/**
 * The hex of an audit `proctitle=` in, the command line out: NUL becomes a space, a half byte at the end (audit cuts
 * at 128 bytes, people cut anywhere) is dropped. Not hex: the words as they are.
 */
export function decodeProctitle(hex: string): string {
  if (hex.length > LONGEST || !/^[0-9A-Fa-f]{2,}$/.test(hex)) return hex;
  const bytes = hex.match(/[0-9A-Fa-f]{2}/g) ?? [];
  const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
  return text
    .replaceAll('\0', ' ')
    .replace(/[\x01-\x1f\x7f]/g, '')
    .trimEnd();
}

/** The kernel records at most 128 bytes of a command line (MAX_PROCTITLE_AUDIT_LEN); more than this is no proctitle. */
const LONGEST = 8192;

const STAMP = /audit\((\d{9,11}\.\d{1,6}):(\d{1,20})\)/;

const stampOf = (text: string) => (text.includes('audit(') ? STAMP.exec(text.slice(0, 400)) : null);

/** An audit record in: its time, and the text with a hex proctitle made readable. Undefined for any other line. */
export function auditRecord(text: string): { text: string; time?: string } | undefined {
  const stamp = stampOf(text);
  const at = text.indexOf('proctitle=');
  const hex = at < 0 ? null : /^[0-9A-Fa-f]{8,}(?=\s|$)/.exec(text.slice(at + 10, at + 10 + LONGEST));
  if (stamp === null && hex === null) return undefined;
  const decoded =
    hex === null
      ? text
      : `${text.slice(0, at)}proctitle="${decodeProctitle(hex[0])}"${text.slice(at + 10 + hex[0].length)}`;
  return { text: decoded, time: stamp === null ? undefined : epochTime(Number(stamp[1])) };
}

/** kill, tkill, tgkill on x86_64, on arm64, and by name (`ausearch -i`). Numbers: arch/x86 and asm-generic syscall tables. */
const KILL = new Set(['62', '200', '129', '130', 'kill', 'tkill']);
const THREAD_GROUP_KILL = new Set(['234', '131', 'tgkill']);
const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGTERM: 15,
};

/**
 * Audit records of kill(2) in (lines of a report, or of `ausearch`), one row per signalled process out, in order of the
 * records' serial numbers' first appearance. A refused call (success=no) is no kill.
 */
export function auditKills(lines: readonly Line[]): AuditKill[] {
  const events = new Map<string, string[]>();
  for (const { text } of lines) {
    const serial = stampOf(text)?.[0];
    if (serial === undefined) continue;
    const records = events.get(serial);
    if (records === undefined) events.set(serial, [text]);
    else records.push(text);
  }
  return [...events].flatMap(([stamp, records]) => killsOf(stamp, records));
}

function killsOf(stamp: string, records: readonly string[]): AuditKill[] {
  const call = records.find((record) => / syscall=/.test(record));
  if (call === undefined || field(call, 'success') === 'no') return [];
  const name = field(call, 'syscall') ?? '';
  if (!KILL.has(name) && !THREAD_GROUP_KILL.has(name)) return [];
  const title = records.map((record) => field(record, 'proctitle')).find((value) => value !== null) ?? null;
  const killer = {
    time: epochTime(Number(STAMP.exec(stamp)?.[1])) ?? null,
    signal: signalOf(field(call, THREAD_GROUP_KILL.has(name) ? 'a2' : 'a1')),
    exe: field(call, 'exe'),
    comm: field(call, 'comm'),
    proctitle: title,
  };
  const targets = records.filter((record) => / opid=/.test(record));
  if (targets.length === 0) {
    const pid = Number.parseInt(field(call, 'a0') ?? '', 16);
    return [{ ...killer, opid: Number.isNaN(pid) ? null : pid, ocomm: null }];
  }
  return targets.map((target) => ({
    ...killer,
    opid: Number(field(target, 'opid')),
    ocomm: field(target, 'ocomm'),
  }));
}

/** Arguments are printed in hex without 0x, or as a signal's name by `ausearch -i`. */
function signalOf(argument: string | null): number | null {
  if (argument === null) return null;
  const number = SIGNALS[argument] ?? Number.parseInt(argument.replace(/^0x/, ''), 16);
  return Number.isNaN(number) ? null : number;
}

/** The value of ` key=`: quoted as it stands; unquoted upper-case hex is a string audit would not print. */
function field(record: string, key: string): string | null {
  const at = record.indexOf(` ${key}=`);
  if (at < 0) return null;
  const value = record.slice(at + key.length + 2);
  if (value.startsWith('"')) return value.slice(1, value.indexOf('"', 1) < 0 ? undefined : value.indexOf('"', 1));
  const bare = value.slice(0, value.search(/\s|$/));
  const text = key === 'comm' || key === 'ocomm' || key === 'exe';
  return text && /^(?:[0-9A-F]{2}){4,}$/.test(bare) ? decodeProctitle(bare) : bare;
}
