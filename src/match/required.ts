import { isEveryday } from './everyday.js';
import type { Tree } from './tree.js';

/**
 * Literals a text must contain before a pattern can match it. Sound by construction: a set is only ever built from parts that every
 * match has to walk through; what is optional, unlisted or of a script with upper and lower case beyond ASCII ends a literal. Tested against the engine itself.
 */

/** Below this a literal is in every other line, and its pattern is asked of every line instead. */
export const SHORTEST_LITERAL = 3;
/** More spellings than this are not multiplied out: the part counts as unlisted. */
const SPELLINGS = 64;
/** A choice of more literals than this tells little and costs the automaton much. */
const CHOICES = 256;

/** One of these is in every match: ASCII lower case and Chinese, the ASCII part of none shorter than `SHORTEST_LITERAL`. */
export type Literals = readonly string[];

/** What is in a text that matches: one of these literals, or all that one of these alternatives needs. */
export type Need = Literals | { readonly either: readonly (readonly Need[])[] };

/**
 * `whole`: every text the part can match, when they are few. `sets`: of each of them, one member is in every match. `needs`: the same
 * alternative by alternative, where a set has but one word for each.
 */
interface Walk {
  readonly whole: readonly string[] | null;
  readonly sets: readonly (readonly string[])[];
  readonly needs: readonly Need[];
}

/**
 * @returns sets of literals, of each of which every match contains at least one (compare with the text as `foldAscii` folds it);
 *   the most telling first, none that another implies. Empty where the pattern requires nothing that is long enough.
 */
export function requiredLiterals(tree: Tree): readonly Literals[] {
  const { whole, sets } = walk(tree);
  const telling = [whole ?? [], ...sets]
    .filter((set) => set.length > 0 && shortest(set) >= SHORTEST_LITERAL)
    .map(fewest);
  const best = telling.reduce<Literals | null>(better, null);
  if (best === null) return [];
  return telling.reduce<readonly Literals[]>(
    (kept, set) =>
      kept.some((one) => implies(one, set)) ? kept : [...kept.filter((one) => one === best || !implies(set, one)), set],
    [best],
  );
}

/** @returns all that is in every match, short words too: more than `requiredLiterals` tells, and no set to search a log for. */
export function needsOf(tree: Tree): readonly Need[] {
  const part = walk(tree);
  return [...part.needs, ...needed(part.whole)];
}

/** @param folded a text as `foldAscii` folds it. @returns whether all of it is there. */
export const holdsAll = (folded: string, needs: readonly Need[]): boolean =>
  needs.every((need) =>
    'either' in need ? need.either.some((one) => holdsAll(folded, one)) : need.some((one) => folded.includes(one)),
  );

/** Nothing where an empty text will do. */
const needed = (literals: readonly string[] | null): readonly Need[] =>
  literals === null || literals.length === 0 || literals.includes('') ? [] : [literals];

/** Each once, and none that holds another: "blocked" tells no more than "block". */
function fewest(set: Literals): Literals {
  const members = [...new Set(set)];
  return members.filter((one) => !members.some((other) => other !== one && one.includes(other)));
}

/** Whoever holds one of `one` holds one of `other`. */
const implies = (one: Literals, other: Literals): boolean =>
  one.every((literal) => other.some((part) => literal.includes(part)));

function walk(tree: Tree): Walk {
  switch (tree.kind) {
    case 'empty':
      return { whole: [''], sets: [], needs: [] };
    case 'char':
      return { whole: listed(tree.only), sets: [], needs: [] };
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

/** Of other scripts only Chinese has no case to fold. A line feed ends a literal: lines are scanned one by one, also for patterns that span them. */
const UNLISTED = /[^\x00-\x7f\p{Script=Han}]|\n/u;

function listed(only: readonly string[] | undefined): readonly string[] | null {
  if (only === undefined || only.some((char) => UNLISTED.test(char))) return null;
  return [...new Set(only.map((char) => char.toLowerCase()))];
}

function walkChoice(branches: readonly Walk[]): Walk {
  const wholes = branches.map((branch) => branch.whole);
  const whole = wholes.every((one) => one !== null) ? wholes.flat() : null;
  const bests = branches.map(bestOf);
  const best = bests.every((one) => one !== null) ? bests.flat() : null;
  const either = branches.map((branch) => [...branch.needs, ...needed(branch.whole)]);
  return {
    whole: whole !== null && whole.length <= SPELLINGS ? whole : null,
    sets: best !== null && best.length <= CHOICES ? [best] : [],
    needs: whole === null && either.every(({ length }) => length > 0) ? [{ either }] : [],
  };
}

const bestOf = ({ whole, sets }: Walk): readonly string[] | null => sets.reduce(better, better(whole, null));

function walkSequence(parts: readonly Tree[]): Walk {
  let run: readonly string[] = [''];
  let entire = true;
  const sets: (readonly string[])[] = [];
  const needs: Need[] = [];
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
    sets.push(run, ...item.sets, item.whole ?? []);
    needs.push(...needed(run), ...item.needs);
    // A part too wide to multiply out may still start the next run.
    run = item.whole ?? [''];
  }
  if (!entire) needs.push(...needed(run));
  return { whole: entire ? run : null, sets: [...sets, run], needs };
}

/** Most parts are one plain character: worth a short way, for the time it takes to start. */
function plainCharacter(part: Tree): string | null {
  const only = part.kind === 'char' && part.only?.length === 1 ? part.only[0] : undefined;
  return only === undefined || UNLISTED.test(only) ? null : only.toLowerCase();
}

function walkRepeat(item: Walk, min: number, max: number): Walk {
  if (min === 0) {
    const optional = max === 1 && item.whole !== null && item.whole.length < SPELLINGS ? ['', ...item.whole] : null;
    return { whole: optional, sets: [], needs: [] };
  }
  let once: readonly string[] | null = item.whole;
  for (let turn = 1; turn < min && once !== null && turn < 64; turn++) once = product(once, item.whole ?? []);
  const sets = [once ?? [], item.whole ?? [], ...item.sets];
  return {
    whole: min === max && min <= 64 ? once : null,
    sets,
    needs: [...item.needs, ...needed(once ?? item.whole)],
  };
}

function product(left: readonly string[], right: readonly string[]): readonly string[] | null {
  if (left.length * right.length > SPELLINGS) return null;
  return left.flatMap((head) => right.map((tail) => head + tail));
}

const shortest = (literals: readonly string[]): number =>
  literals.reduce((least, literal) => Math.min(least, soughtOf(literal).length), Number.POSITIVE_INFINITY);

const ASCII = /^[\x00-\x7f]*$/;

/** @returns the longest ASCII part of a literal: what is searched for; the rest is compared where that was found. */
export function soughtOf(literal: string): string {
  if (ASCII.test(literal)) return literal;
  return literal.split(/[^\x00-\x7f]+/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** The more telling set: one that is long enough, with no everyday words, then the longer ones, then the fewer. An empty member requires nothing. */
function better(left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null {
  const a = left !== null && left.length > 0 && shortest(left) > 0 ? left : null;
  const b = right !== null && right.length > 0 && shortest(right) > 0 ? right : null;
  if (a === null || b === null) return a ?? b;
  const [lengthA, lengthB] = [shortest(a), shortest(b)];
  const order =
    Number(lengthA >= SHORTEST_LITERAL) - Number(lengthB >= SHORTEST_LITERAL) ||
    Number(b.some(isEveryday)) - Number(a.some(isEveryday)) ||
    lengthA - lengthB ||
    b.length - a.length;
  return order >= 0 ? a : b;
}
