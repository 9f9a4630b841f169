import type { Tree } from './tree.js';

/**
 * Literals a text must contain before a pattern can match it. Sound by construction: a set is only ever built from parts that every
 * match has to walk through; what is optional, unlisted or outside ASCII ends a literal. Tested against the engine itself.
 */

/** Below this a literal is in every other line, and its pattern is asked of every line instead. */
export const SHORTEST_LITERAL = 3;
/** More spellings than this are not multiplied out: the part counts as unlisted. */
const SPELLINGS = 24;

/** `whole`: every text the part can match, when they are few. `best`: one of these is in every match. */
interface Walk {
  readonly whole: readonly string[] | null;
  readonly best: readonly string[] | null;
}

/**
 * @returns literals, ASCII lower case, of which every match contains at least one (compare with the text's ASCII lower case);
 *   null where the pattern has none that is long enough.
 */
export function requiredLiterals(tree: Tree): readonly string[] | null {
  const { whole, best } = walk(tree);
  const literals = better(whole, best);
  return literals !== null && shortest(literals) >= SHORTEST_LITERAL ? [...new Set(literals)] : null;
}

function walk(tree: Tree): Walk {
  switch (tree.kind) {
    case 'empty':
      return { whole: [''], best: null };
    case 'char':
      return { whole: listed(tree.only), best: null };
    case 'group':
      return walk(tree.item);
    case 'choice':
      return walkChoice(tree.items.map(walk));
    case 'sequence':
      return walkSequence(tree.items);
    case 'repeat':
      return walkRepeat(walk(tree.item), tree.min, tree.max);
  }
}

/** A line feed ends a literal: lines are scanned one by one, also for patterns that span them. */
const UNLISTED = /[^\x00-\x7f]|\n/;

function listed(only: readonly string[] | undefined): readonly string[] | null {
  if (only === undefined || only.some((char) => UNLISTED.test(char))) return null;
  return [...new Set(only.map((char) => char.toLowerCase()))];
}

function walkChoice(branches: readonly Walk[]): Walk {
  const wholes = branches.map((branch) => branch.whole);
  const whole = wholes.every((one) => one !== null) ? wholes.flat() : null;
  const bests = branches.map((branch) => better(branch.whole, branch.best));
  const best = bests.every((one) => one !== null) ? bests.flat() : null;
  return {
    whole: whole !== null && whole.length <= SPELLINGS ? whole : null,
    best: best && best.length <= 64 ? best : null,
  };
}

function walkSequence(parts: readonly Tree[]): Walk {
  let run: readonly string[] = [''];
  let entire = true;
  let best: readonly string[] | null = null;
  for (const part of parts) {
    const plain = run.length === 1 ? plainCharacter(part) : null;
    if (plain !== null) {
      run = [(run[0] ?? '') + plain];
      continue;
    }
    const item = walk(part);
    const joined = item.whole === null ? null : product(run, item.whole);
    if (joined !== null) {
      run = joined;
      continue;
    }
    entire = false;
    best = better(better(best, run), better(item.best, item.whole));
    // A part too wide to multiply out may still start the next run.
    run = item.whole ?? [''];
  }
  return { whole: entire ? run : null, best: better(best, run) };
}

/** Most parts are one plain character: worth a short way, for the time it takes to start. */
function plainCharacter(part: Tree): string | null {
  const only = part.kind === 'char' && part.only?.length === 1 ? part.only[0] : undefined;
  return only === undefined || UNLISTED.test(only) ? null : only.toLowerCase();
}

function walkRepeat(item: Walk, min: number, max: number): Walk {
  if (min === 0) {
    const optional = max === 1 && item.whole !== null && item.whole.length < SPELLINGS ? ['', ...item.whole] : null;
    return { whole: optional, best: null };
  }
  let once: readonly string[] | null = item.whole;
  for (let turn = 1; turn < min && once !== null && turn < 64; turn++) once = product(once, item.whole ?? []);
  if (min === max && min <= 64) return { whole: once, best: better(once, item.best) };
  return { whole: null, best: better(better(once, item.whole), item.best) };
}

function product(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length * right.length > SPELLINGS) return null;
  return left.flatMap((head) => right.map((tail) => head + tail));
}

const shortest = (literals: readonly string[]): number =>
  literals.reduce((least, literal) => Math.min(least, literal.length), Number.POSITIVE_INFINITY);

/** The set whose shortest member is longer, fewer members on a tie. A set with an empty member requires nothing. */
function better(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  const a = left !== null && left.length > 0 && shortest(left) > 0 ? left : null;
  const b = right !== null && right.length > 0 && shortest(right) > 0 ? right : null;
  if (a === null || b === null) return a ?? b;
  const lengthA = shortest(a);
  const lengthB = shortest(b);
  return lengthA > lengthB || (lengthA === lengthB && a.length <= b.length) ? a : b;
}
