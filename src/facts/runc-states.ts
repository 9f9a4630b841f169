import { type Facts, known, type Row, unknown } from './fact.js';
import { type Looked, linesOf } from './probe.js';

interface Stat {
  readonly size: number;
  readonly inode: number;
  readonly seconds: number;
  /** With fractions, as text: equal means untouched. */
  readonly touched: string;
}

interface Seen {
  before?: Stat;
  after?: Stat;
  head?: string;
  tail?: string;
}

function read(text: string): Map<string, Seen> {
  const files = new Map<string, Seen>();
  const seen = (file: string): Seen => {
    const one = files.get(file) ?? {};
    files.set(file, one);
    return one;
  };
  for (const line of linesOf(text)) {
    const stat = /^(before|after) (\d+) (\d+) (\d+) (.*) (\/\S+)$/.exec(line);
    if (stat?.[5] !== undefined && stat[6] !== undefined) {
      const value = { size: Number(stat[2]), inode: Number(stat[3]), seconds: Number(stat[4]), touched: stat[5] };
      seen(stat[6])[stat[1] === 'before' ? 'before' : 'after'] = value;
    }
    const ends = /^ends (\S) (\S) (\/\S+)$/.exec(line);
    if (ends?.[3] !== undefined) Object.assign(seen(ends[3]), { head: ends[1], tail: ends[2] });
  }
  return files;
}

const same = (a: Stat | undefined, b: Stat | undefined): boolean =>
  a !== undefined && b !== undefined && a.size === b.size && a.inode === b.inode && a.touched === b.touched;

/**
 * Of one look. True: complete JSON, as far as its two ends tell (runc writes one object, front to back). False: it is damaged at rest.
 * Null: it changed while it was read.
 */
function validIn(one: Seen): boolean | null {
  if (!one.head || !one.tail || !same(one.before, one.after)) return null;
  return one.head === '{' && one.tail === '}';
}

/**
 * Of one look or two. Damage at rest must show in each. Whole is what was found so last: a file that was empty and then whole was caught
 * between the truncation and the write. A look that fell into a rewriting leaves the other to decide.
 */
function valid([first = null, second = first]: readonly (boolean | null)[]): boolean | null {
  if (first === false && second === false) return false;
  return (second ?? first) ? true : null;
}

function parse(looked: Looked): Facts {
  const files = read(looked.text);
  const again = looked.again ? read(looked.again.text) : new Map<string, Seen>();
  const now = Number(/^@ epoch (\d+)$/m.exec(looked.text)?.[1] ?? Number.NaN);
  if (files.size === 0) return { 'runc.states': unknown(looked.reason ?? 'no state.json was read', { at: looked.at }) };
  const rows: Row[] = [...files].map(([path, first]) => {
    const second = again.get(path);
    const looks = second ? [first, second] : [first];
    const [early, late] = [first.before, second?.before];
    const moved = early && late ? early.touched !== late.touched : null;
    return {
      container: /\/([^/]+)\/state\.json$/.exec(path)?.[1] ?? null,
      path: path.replace(/^\/proc\/1\/root/, ''),
      bytes: early?.size ?? null,
      valid: valid(looks.map(validIn)),
      inode: early?.inode ?? null,
      mtime_age_seconds: early && Number.isFinite(now) ? Math.max(0, now - early.seconds) : null,
      moved,
      inode_kept: moved === true && early && late ? early.inode === late.inode : null,
    };
  });
  const source = 'stat and both ends of each state.json, twice';
  return { 'runc.states': known(rows, source, { at: looked.at, complete: looked.complete }) };
}

export const runcStates = { names: ['runc.states'], parse };
