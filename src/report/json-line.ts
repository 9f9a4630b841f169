import { decodeEscape, type Pair, withPairs } from './logfmt.js';
import { levelName, type Peel, type Peeled } from './peeled.js';
import { programName } from './program.js';
import { epochTime, isoTime } from './time.js';

const MESSAGE = ['msg', 'message', 'MESSAGE', 'log', 'Message'];
const TIME = ['time', 'ts', 'timestamp', '@timestamp', 'lastTimestamp', '__REALTIME_TIMESTAMP'];
const LEVEL = ['level', 'severity', 'lvl'];
const BESIDE = new Set([...TIME, ...LEVEL, 'stream', 'PRIORITY']);
const QUIET = new Set([...MESSAGE, ...BESIDE]);

/**
 * One JSON object a line: runc and containerd (`--log-format json`), kubelet, docker's json-file, journald `-o json`,
 * Kubernetes events. An object without a message is no log line and stays as it is.
 */
export const jsonLine: Peel = (text) => {
  if (!text.startsWith('{')) return property(text);
  const record = parse(text);
  if (record === undefined) return cutJson(text);
  if (typeof record.reason === 'string' && typeof record.message === 'string') return event(record);
  const key = MESSAGE.find((name) => name in record);
  const message = key === undefined ? undefined : words(record[key]);
  if (message === undefined) return undefined;
  const journal = 'MESSAGE' in record;
  const program = record.SYSLOG_IDENTIFIER ?? record._COMM;
  return {
    text: journal || key === 'log' ? message.replace(/\n$/, '') : withPairs(message, pairs(record)),
    program: typeof program === 'string' ? programName(program) : undefined,
    host: typeof record._HOSTNAME === 'string' ? record._HOSTNAME : undefined,
    level: levelName(String(pick(record, LEVEL) ?? '')),
    time: when(pick(record, TIME)),
  };
};

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | undefined {
  if (!text.endsWith('}')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

const pick = (record: Json, names: readonly string[]): unknown =>
  names.map((name) => record[name]).find((value) => value !== undefined);

/** journald prints a message with colours or NULs as an array of bytes. */
function words(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((byte) => typeof byte === 'number')
    ? new TextDecoder().decode(Uint8Array.from(value as number[]))
    : undefined;
}

function pairs(record: Json): Pair[] {
  return Object.entries(record)
    .filter(([key, value]) => !QUIET.has(key) && !key.startsWith('_') && value !== null && value !== '')
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
}

/** Seconds, milliseconds, microseconds (by their size) or ISO. */
function when(value: unknown): string | undefined {
  if (typeof value === 'string' && !/^\d{10,17}(?:\.\d+)?$/.test(value)) return isoTime(value);
  const number = Number(value ?? Number.NaN);
  return epochTime(number > 1e14 ? number / 1e6 : number > 1e11 ? number / 1e3 : number);
}

/** A Kubernetes event: `Warning Unhealthy pod/web Readiness probe failed: ...`, as the rows of kubectl are read. */
function event(record: Json): Peeled {
  const about = record.involvedObject as { kind?: unknown; name?: unknown } | undefined;
  const object =
    about?.name === undefined ? '' : `${String(about.kind ?? 'object').toLowerCase()}/${String(about.name)}`;
  return {
    text: [record.type ?? '', record.reason, object, record.message].filter((part) => part !== '').join(' '),
    level: levelName(String(record.type ?? '')),
    time: when(pick(record, TIME)),
  };
}

/**
 * A record that was cut before its end still has its message, from its opening quote as far as it goes, and the strings beside it:
 * the cause often stands in the last of them, the one that was cut.
 */
function cutJson(text: string): Peeled | undefined {
  const head = /"(?:log|msg|message|MESSAGE)"\s{0,2}:\s{0,2}"/.exec(text.slice(0, 4096));
  if (head === null) return undefined;
  const message = stringAt(text, head.index + head[0].length);
  const beside: Pair[] = [];
  const key = /"([\w.@-]{1,40})"\s{0,2}:\s{0,2}"/g;
  key.lastIndex = message.end;
  for (let found = key.exec(text); found !== null && beside.length < 12; found = key.exec(text)) {
    const value = stringAt(text, key.lastIndex);
    key.lastIndex = value.end;
    const name = found[1] ?? '';
    if (value.text !== '' && !BESIDE.has(name)) beside.push([name, value.text]);
  }
  return { text: withPairs(message.text.replace(/\n$/, ''), beside) };
}

/** A line of pretty-printed JSON or YAML that holds the message of an event. */
function property(text: string): Peeled | undefined {
  const start = /^\s{0,40}"?(?:message|msg|log)"?: ["'](?=.)/.exec(text);
  if (start === null) return undefined;
  const single = start[0].endsWith("'");
  const body = text.slice(start[0].length);
  return { text: single ? body.replace(/',?$/, '').replaceAll("''", "'") : stringAt(text, start[0].length).text };
}

/** The string from `start`, behind its opening quote, as far as it goes; `end` is where the reading goes on. */
function stringAt(text: string, start: number): { readonly text: string; readonly end: number } {
  const parts: string[] = [];
  let from = start;
  for (let at = start; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 92) {
      const [decoded, length] = decodeEscape(text, at);
      parts.push(text.slice(from, at), decoded);
      from = at + length;
      at = from - 1;
    } else if (char === 34) {
      parts.push(text.slice(from, at));
      return { text: parts.join(''), end: at + 1 };
    }
  }
  parts.push(text.slice(from));
  return { text: parts.join(''), end: text.length };
}
