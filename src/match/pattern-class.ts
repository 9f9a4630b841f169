import { type Cursor, PatternError, type Tree } from './tree.js';

/** Escapes and bracket classes of the pattern language. Whatever is not surely one known character is "some character". */

/** A class with more members than this is not listed: it would multiply literals without making them telling. */
const LISTED_AT_MOST = 4;
const CONTROLS: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };
const SETS = new Set(['d', 'D', 'w', 'W', 's', 'S']);

/** Reads `\x`, outside a class. */
export function readEscape(cursor: Cursor): Tree {
  const letter = cursor.source[cursor.at + 1];
  if (letter === 'b' || letter === 'B') return take(cursor, 2, { kind: 'empty' });
  if (letter === 'A') return take(cursor, 2, { kind: 'empty', anchor: 'start' });
  if (letter === 'z') return take(cursor, 2, { kind: 'empty', anchor: 'end' });
  const only = readEscaped(cursor);
  return only === null ? { kind: 'char' } : { kind: 'char', only: [only] };
}

/** @returns the one character an escape stands for; null for a set of them. */
function readEscaped(cursor: Cursor): string | null {
  const rest = cursor.source.slice(cursor.at, cursor.at + 60);
  const letter = rest[1];
  if (letter === undefined) throw new PatternError('a \\ at the end; write \\\\ for the character');
  if (SETS.has(letter)) return take(cursor, 2, null);
  const control = CONTROLS[letter];
  if (control !== undefined) return take(cursor, 2, control);
  const hex = /^\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(rest);
  if (hex) return take(cursor, hex[0].length, String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? '', 16)));
  const family = /^\\[pP](?:[A-Z]|\{\^?[A-Za-z_]+\})/.exec(rest);
  if (family) return take(cursor, family[0].length, null);
  if (/[1-9]/.test(letter)) throw new PatternError(`\\${letter} is a backreference, which RE2 does not have`);
  if (/[A-Za-z0-9]/.test(letter)) throw new PatternError(`\\${letter} is outside the language`);
  if (letter.charCodeAt(0) > 127) throw new PatternError(`\\${letter}: only ASCII punctuation is escaped`);
  return take(cursor, 2, letter);
}

/** Reads `[...]`. */
export function readClass(cursor: Cursor): Tree {
  cursor.at++;
  const negated = cursor.source[cursor.at] === '^';
  if (negated) cursor.at++;
  const members = new Set<string>();
  let listed = !negated;
  for (let first = true; first || cursor.source[cursor.at] !== ']'; first = false) {
    if (cursor.at >= cursor.source.length) throw new PatternError('a [ without its ]; write \\[ for the character');
    const low = readMember(cursor);
    const ranged = cursor.source[cursor.at] === '-' && !['', ']'].includes(cursor.source[cursor.at + 1] ?? '');
    if (ranged) {
      cursor.at++;
      readMember(cursor);
    }
    if (ranged || low === null) listed = false;
    else members.add(low);
  }
  cursor.at++;
  return listed && members.size <= LISTED_AT_MOST ? { kind: 'char', only: [...members] } : { kind: 'char' };
}

function readMember(cursor: Cursor): string | null {
  const named = /^\[:\^?[a-z]+:\]/.exec(cursor.source.slice(cursor.at, cursor.at + 20));
  if (named) return take(cursor, named[0].length, null);
  if (cursor.source[cursor.at] === '\\') return readEscaped(cursor);
  const own = String.fromCodePoint(cursor.source.codePointAt(cursor.at) ?? 0);
  return take(cursor, own.length, own);
}

function take<T>(cursor: Cursor, length: number, value: T): T {
  cursor.at += length;
  return value;
}
