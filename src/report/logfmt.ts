import { levelName, type Peel, type Peeled } from './peeled.js';
import { isoTime } from './time.js';

const STARTS = /^(?:time|level|ts|msg|t|lvl)=/;
const KEY = /^[A-Za-z_][\w./-]{0,63}=/;
/** Keys that a Line has fields for. */
const OURS: ReadonlySet<string> = new Set(['time', 'ts', 't', 'level', 'lvl', 'msg']);

/**
 * logfmt of docker, containerd, runc, podman. The text becomes the message, then the other keys in their order as
 * ` key=value`, quotes and escapes undone: `shim reaped id=18b2... namespace=moby`.
 */
export const logfmt: Peel = (text) => {
  if (STARTS.test(text)) return peelPairs(text);
  // A tool put words before the record: `ctr: time="..." level=error msg="..."`.
  if (!text.includes('time="')) return undefined;
  const at = text.slice(0, 400).search(/\btime="\d{4}-\d\d-\d\dT[^"]{4,40}" level=\w{4,7} msg=/);
  if (at <= 0) return undefined;
  const peeled = peelPairs(text.slice(at));
  return peeled && { ...peeled, text: `${text.slice(0, at)}${peeled.text}` };
};

function peelPairs(text: string): Peeled | undefined {
  const pairs = readPairs(text);
  let [message, time, level]: (string | undefined)[] = [];
  let named = false;
  // The first of each counts.
  for (const [key, value] of pairs) {
    if (key === 'msg') message ??= value;
    else if (key === 'time' || key === 'ts' || key === 't') time ??= value;
    else if (key === 'level' || key === 'lvl') level ??= value;
    named ||= key === 'level';
  }
  if (message === undefined && !named) return undefined;
  return {
    text: withPairs(message ?? '', pairs),
    time: isoTime(time ?? ''),
    level: levelName(level ?? ''),
    upToError: upToError(message ?? '', pairs),
  };
}

/** @returns the text as `withPairs` makes it up to the end of the record's error; undefined where it has none, or ends with it. */
export function upToError(message: string, pairs: readonly Pair[]): string | undefined {
  const at = pairs.findIndex(([key]) => key === 'error' || key === 'err');
  const behind = at !== -1 && pairs.slice(at + 1).some(([key]) => !OURS.has(key));
  return behind ? withPairs(message, pairs.slice(0, at + 1)) : undefined;
}

/** The message first, then what else the record says, each as ` key=value` without quotes. */
export function withPairs(message: string, pairs: readonly Pair[]): string {
  let text = message.endsWith('\n') ? message.slice(0, -1) : message;
  for (const [key, value] of pairs) if (!OURS.has(key)) text += `${text === '' ? '' : ' '}${key}=${value}`;
  return text;
}

export type Pair = readonly [key: string, value: string];

/** `key=value key="quoted \"value\""` in, pairs in order out. Words without a key belong to the value before them. */
export function readPairs(text: string): Pair[] {
  const pairs: [string, string][] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    const key = KEY.exec(text.slice(at, at + 72))?.[0];
    const start = at + (key?.length ?? 0);
    const [value, end] = text[start] === '"' && key !== undefined ? readQuoted(text, start) : readBare(text, start);
    const last = pairs.at(-1);
    if (key !== undefined) pairs.push([key.slice(0, -1), value]);
    else if (last !== undefined) last[1] += ` ${value}`;
    else pairs.push(['', value]);
    at = end;
  }
  return pairs;
}

function readBare(text: string, start: number): [string, number] {
  const space = text.indexOf(' ', start);
  const end = space < 0 ? text.length : space;
  return [text.slice(start, end), end];
}

/**
 * A Go-quoted string from its opening quote on. A bare quote inside ends it only where a new key or the end follows:
 * web pages lose the backslashes. Returns the value and the place behind the closing quote.
 */
export function readQuoted(text: string, start: number): [string, number] {
  const parts: string[] = [];
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 92) {
      parts.push(text.slice(from, at));
      const [decoded, length] = decodeEscape(text, at);
      parts.push(decoded);
      from = at + length;
      at = from - 1;
    } else if (char === 34 && endsValue(text, at + 1)) {
      parts.push(text.slice(from, at));
      return [parts.join(''), at + 1];
    }
  }
  parts.push(text.slice(from));
  return [parts.join(''), text.length];
}

function endsValue(text: string, at: number): boolean {
  if (at >= text.length) return true;
  return text[at] === ' ' && (at + 1 >= text.length || KEY.test(text.slice(at + 1, at + 73)) || text[at + 1] === ' ');
}

const SIMPLE: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '"': '"', '\\': '\\', "'": "'", '/': '/' };

/** One escape of Go's strconv.Quote or of JSON: what it stands for and how long it is. */
export function decodeEscape(text: string, at: number): [string, number] {
  const next = text[at + 1] ?? '';
  const simple = SIMPLE[next];
  if (simple !== undefined) return [simple, 2];
  const digits = next === 'x' ? 2 : next === 'u' ? 4 : 0;
  const code = text.slice(at + 2, at + 2 + digits);
  if (digits > 0 && code.length === digits && /^[0-9a-fA-F]+$/.test(code)) {
    return [String.fromCharCode(Number.parseInt(code, 16)), 2 + digits];
  }
  return ['\\', 1];
}
