import { readClass, readEscape } from './pattern-class.js';
import { type Cursor, PatternError, type Tree } from './tree.js';

const GROUP_NAME = /^\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>/;
const LOOKAROUND = /^\(\?<?[=!]/;
const COUNTED = /^\{(\d+)(,(\d*))?\}/;

/** What may follow an atom to repeat it: `*`, `+`, `?`, `{`. */
const SIGNS: ReadonlySet<number> = new Set([42, 43, 63, 123]);

/**
 * @param source a pattern as a signature writes it.
 * @param options `lookaround`: it may look around, as the platform's expressions can. What only looks takes no text and requires nothing.
 * @returns its tree.
 * @throws PatternError where the source uses something outside the language.
 */
export function readPattern(source: string, { lookaround = false }: { readonly lookaround?: boolean } = {}): Tree {
  const cursor: Cursor = { source, at: 0, lookaround };
  const tree = readChoice(cursor, 0);
  if (cursor.at < source.length) throw new PatternError('a ) without its (; write \\) for the character');
  return tree;
}

function readChoice(cursor: Cursor, depth: number): Tree {
  if (depth > 50) throw new PatternError('groups nested more than 50 deep');
  const branches = [readSequence(cursor, depth)];
  while (cursor.source[cursor.at] === '|') {
    cursor.at++;
    branches.push(readSequence(cursor, depth));
  }
  return branches.length === 1 && branches[0] !== undefined ? branches[0] : { kind: 'choice', items: branches };
}

function readSequence(cursor: Cursor, depth: number): Tree {
  const items: Tree[] = [];
  while (cursor.at < cursor.source.length) {
    const next = cursor.source[cursor.at];
    if (next === '|' || next === ')') break;
    items.push(readRepeats(cursor, readAtom(cursor, depth)));
  }
  return { kind: 'sequence', items };
}

function readRepeats(cursor: Cursor, atom: Tree): Tree {
  // Most characters are followed by another: worth a short way, for patterns are read at the start.
  if (!SIGNS.has(cursor.source.charCodeAt(cursor.at))) return atom;
  const rest = cursor.source.slice(cursor.at, cursor.at + 24);
  const counted = COUNTED.exec(rest);
  const sign = rest[0];
  let min = sign === '+' ? 1 : 0;
  let max = sign === '?' ? 1 : Number.POSITIVE_INFINITY;
  if (counted) {
    min = Number(counted[1]);
    max = counted[2] === undefined ? min : counted[3] === '' ? max : Number(counted[3]);
    cursor.at += counted[0].length;
  } else if (sign === '*' || sign === '+' || sign === '?') cursor.at++;
  else return atom;
  if (cursor.source[cursor.at] === '?') cursor.at++; // lazy: matches the same texts
  if (/^(?:[*+?]|\{\d+(?:,\d*)?\})/.test(cursor.source.slice(cursor.at, cursor.at + 24)))
    throw new PatternError('a repeat of a repeat (like a** or a{2}{3}); put the inner one in (?:...)');
  return { kind: 'repeat', item: atom, min, max };
}

function readAtom(cursor: Cursor, depth: number): Tree {
  const next = String.fromCodePoint(cursor.source.codePointAt(cursor.at) ?? 0);
  if (next === '(') return readGroup(cursor, depth);
  if (next === '[') return readClass(cursor);
  if (next === '\\') return readEscape(cursor);
  if (next === '*' || next === '+' || next === '?')
    throw new PatternError(`a ${next} with nothing to repeat; write \\${next} for the character`);
  cursor.at += next.length;
  if (next === '.') return { kind: 'char' };
  if (next === '^') return { kind: 'empty', anchor: 'start' };
  if (next === '$') return { kind: 'empty', anchor: 'end' };
  return { kind: 'char', only: [next] };
}

function readGroup(cursor: Cursor, depth: number): Tree {
  const rest = cursor.source.slice(cursor.at, cursor.at + 80);
  const name = GROUP_NAME.exec(rest);
  const plain = rest.startsWith('(?:');
  const looks = LOOKAROUND.exec(rest)?.[0];
  if (rest.startsWith('(?') && !name && !plain && !(looks !== undefined && cursor.lookaround)) {
    if (looks !== undefined) throw new PatternError('lookaround is outside RE2; use `unless` for what must be absent');
    throw new PatternError(
      `the group ${rest.slice(0, 4)} is outside the language; only (?:...) and (?P<name>...) exist, flags are fields`,
    );
  }
  cursor.at += (looks ?? name?.[0] ?? (plain ? '(?:' : '(')).length;
  const item = readChoice(cursor, depth + 1);
  if (cursor.source[cursor.at] !== ')') throw new PatternError('a ( without its ); write \\( for the character');
  cursor.at++;
  if (looks !== undefined) return { kind: 'empty' };
  return { kind: 'group', item, capture: plain ? null : (name?.[1] ?? true) };
}
