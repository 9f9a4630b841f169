import type { InRange, VersionRange } from './scheme.js';

/**
 * The shape most programs of the chain print: numbers, maybe a pre-release, maybe something about the build.
 * The build is what decides how sure an answer can be.
 */
export interface Upstream {
  readonly release: readonly number[];
  /** Stage of a pre-release (place in the scheme's list of stages, earliest first) and its numbers; null for a release. */
  readonly pre: { readonly stage: number; readonly numbers: readonly number[] } | null;
  /** After a tag by some number of commits: `+dev`, `+<commit>`, `-14-g<commit>`. */
  readonly after: boolean;
  /** What a distribution or vendor appended, empty for an upstream build: fixes may have been taken over from later versions. */
  readonly vendor: string;
}

export interface Grammar {
  /** Words of pre-releases, earliest first. */
  readonly stages: readonly string[];
  /** Suffixes of upstream's own that say nothing (docker's -ce). */
  readonly noise?: RegExp;
  /** Prefixes before the first number. */
  readonly prefix?: RegExp;
  /** Numbers a version has at least. */
  readonly atLeast?: number;
  /** Whether a vendor's build below `introduced` may contain what upstream introduced later (enterprise kernels). */
  readonly takesOverFeatures?: (vendor: string) => boolean;
  /** Tags in order, duplicates of one commit reduced to the name its binary prints. */
  readonly tags?: readonly Upstream[];
  /** Two tags of one commit count as one: the reading that stands for both. */
  readonly same?: (version: Upstream) => Upstream;
}

const AFTER = /^(?:[-+.]\d+)?[-+]g?(?:dev|unknown|dirty|[0-9a-f]{7,40})(?![a-z0-9])[a-z0-9.+~-]*$/i;
const TAIL = /^[-+~._ (][\x20-\x7e]*$/;

/** @returns the parts of a printed version; null where it does not follow the grammar, and then nothing is known about it. */
export function readUpstream(text: string, grammar: Grammar): Upstream | null {
  let rest = text
    .trim()
    .replace(/^\d+:/, '')
    .replace(grammar.prefix ?? /^v/, '');
  const numbers = /^\d{1,9}(?:\.\d{1,9})*/.exec(rest)?.[0];
  if (numbers === undefined || text.length > 200) return null;
  rest = rest.slice(numbers.length);
  const release = numbers.split('.').map(Number);
  if (release.length < (grammar.atLeast ?? 2)) return null;
  if (grammar.noise) rest = rest.replace(grammar.noise, '');
  const pre = new RegExp(`^[-~.]?(${grammar.stages.join('|')})[-.]?(\\d{1,9}(?:\\.\\d{1,9})*)?(?![a-z0-9])`, 'i').exec(
    rest,
  );
  if (pre) rest = rest.slice(pre[0].length);
  if (rest !== '' && !TAIL.test(rest)) return null;
  const after = AFTER.test(rest);
  const version = {
    release,
    pre: pre && {
      stage: grammar.stages.indexOf((pre[1] ?? '').toLowerCase()),
      numbers: (pre[2] ?? '0').split('.').map(Number),
    },
    after,
    vendor: after ? '' : rest,
  };
  return grammar.same?.(version) ?? version;
}

/**
 * A total order. A build after a tag comes after the tag, a vendor's build of it after both ("same or later"); tails of vendors are
 * compared as text only so that the order is total, and never decide a range.
 */
export function compareUpstream(a: Upstream, b: Upstream): -1 | 0 | 1 {
  return (
    compareTagged(a, b) ||
    sign(Number(a.vendor !== '') - Number(b.vendor !== '')) ||
    sign(Number(a.after) - Number(b.after)) ||
    (a.vendor < b.vendor ? -1 : a.vendor > b.vendor ? 1 : 0)
  );
}

/** Compares what upstream tagged, whatever was built from it. */
export function compareTagged(a: Upstream, b: Upstream): -1 | 0 | 1 {
  const release = compareNumbers(a.release, b.release);
  if (release !== 0) return release;
  if (a.pre === null || b.pre === null) return sign(Number(a.pre === null) - Number(b.pre === null));
  return sign(a.pre.stage - b.pre.stage) || compareNumbers(a.pre.numbers, b.pre.numbers);
}

function compareNumbers(a: readonly number[], b: readonly number[]): -1 | 0 | 1 {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = sign((a[at] ?? 0) - (b[at] ?? 0));
    if (order !== 0) return order;
  }
  return 0;
}

const sign = (difference: number): -1 | 0 | 1 => (difference < 0 ? -1 : difference > 0 ? 1 : 0);

/** @returns whether the build is in the range, as far as the printed version can tell. */
export function inUpstreamRange(version: Upstream, range: VersionRange, grammar: Grammar): InRange {
  const introduced = range.introduced === '0' ? null : readUpstream(range.introduced, grammar);
  const fixed = range.fixed === undefined ? null : readUpstream(range.fixed, grammar);
  if ((introduced === null && range.introduced !== '0') || (fixed === null && range.fixed !== undefined))
    return 'unknown';
  const since = introduced === null ? 'yes' : reached(version, introduced, grammar);
  const until = fixed === null ? 'no' : reached(version, fixed, grammar);
  if (until === 'yes') return 'no';
  if (since === 'no') return grammar.takesOverFeatures?.(version.vendor) ? 'unknown' : 'no';
  // Inside the range a vendor may have taken the fix over; its version does not say so.
  return since === 'yes' && until === 'no' && version.vendor === '' ? 'yes' : 'unknown';
}

/** Does the build contain what came with `boundary`? A build after a tag may be any commit up to the next distinct tag. */
function reached(version: Upstream, boundary: Upstream, grammar: Grammar): InRange {
  if (compareTagged(version, boundary) >= 0) return 'yes';
  if (!version.after) return 'no';
  const next = grammar.tags?.find((tag) => compareTagged(tag, version) > 0);
  return next === undefined || compareTagged(boundary, next) <= 0 ? 'unknown' : 'no';
}
