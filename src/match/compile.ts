import { RE2JS } from 're2js';
import { foldAscii } from './fold.js';
import { readPattern } from './pattern-tree.js';
import { readBefore } from './remembered.js';
import { holdsAll, type Literals, type Need, needsOf, requiredLiterals } from './required.js';
import { PatternError, type Traits, type Tree, traitsOf } from './tree.js';
import { warm } from './warm.js';

/**
 * So many texts a pattern must have missed before it is asked first by the engine's automaton, which says yes or no and no place. That is
 * many times faster once it is warm, and slower before: a log of one kind of line makes up for it, a short paste does not.
 */
const MISSES_TO_WARM_FOR = 32;

/** Captures are shown and compared, never parsed further: longer ones are cut. */
const CAPTURE_CHARACTERS = 200;

export interface Found {
  /** Offsets in the text that was asked. */
  readonly start: number;
  readonly end: number;
  readonly captures: Readonly<Record<string, string>>;
}

/** A pattern of a signature, ready to be asked. Linear time, whatever the text. */
export interface Pattern {
  readonly source: string;
  readonly names: readonly string[];
  /** Groups that capture without a name. */
  readonly unnamed: number;
  /** Of each of these sets every match holds one, the most telling first; empty: nothing is long enough to tell. */
  readonly required: readonly Literals[];
  /** Whether the start or the end of the text matters to it. */
  readonly anchors: { readonly start: boolean; readonly end: boolean };
  /** Whether what it requires is in a text: false where it surely does not match. `folded`: the text as `foldAscii` folds it. */
  mayMatch(folded: string): boolean;
  test(text: string): boolean;
  /** The first match at or after `from`. */
  find(text: string, from?: number): Found | null;
  /** Compiles now instead of at the first question. @throws PatternError */
  prepare(): void;
}

export interface PatternOptions {
  readonly ignoreCase?: boolean;
  /** `^` and `$` then mean the ends of any line of the window. `.` still stays within a line. */
  readonly acrossLines?: boolean;
  /** False: nothing is required, the engine answers every question. The slow reference that tests compare with. */
  readonly literals?: boolean;
}

/**
 * @param source RE2 syntax minus inline flags.
 * @returns the pattern; the engine's program is made at the first question, because most patterns are never asked one.
 * @throws PatternError where the language does not have what the source uses.
 */
export const compilePattern = (source: string, options: PatternOptions = {}): Pattern =>
  new LazyPattern(source, options);

/** A class, since thousands are made at every start and most are only asked what they require. */
class LazyPattern implements Pattern {
  readonly source: string;
  readonly #flags: number;
  #required: readonly Literals[] | undefined;
  #needs: readonly Need[] | null = null;
  #tree: Tree | null = null;
  #traits: Traits | null = null;
  #program: RE2JS | null = null;
  #automaton: WeakRef<RE2JS> | null = null;
  #missed = 0;
  #hit = 0;

  constructor(source: string, { ignoreCase, acrossLines, literals }: PatternOptions) {
    this.source = source;
    this.#flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (acrossLines ? RE2JS.MULTILINE : 0);
    const before = readBefore(source);
    if (before !== undefined) {
      this.#required = before.required;
      this.#needs = before.needs;
      this.#traits = before.traits;
    } else this.#tree = readPattern(source);
    if (literals === false) this.#needs = this.#required = [];
  }

  get names() {
    return this.#known().names;
  }
  get unnamed() {
    return this.#known().unnamed;
  }
  get anchors() {
    const { start, end } = this.#known();
    return { start, end };
  }
  get required() {
    this.#required ??= requiredLiterals(this.#read());
    return this.#required;
  }

  /**
   * Making the engine's program takes milliseconds, and most texts that hold one literal of a pattern lack another. What each alternative
   * needs is only read where what all of them need is there.
   */
  mayMatch(folded: string): boolean {
    if (!holdsAll(folded, this.required)) return false;
    this.#needs ??= needsOf(this.#read());
    return holdsAll(folded, this.#needs);
  }

  test(text: string): boolean {
    return this.mayMatch(foldAscii(text)) && this.#ready().test(text);
  }

  find(text: string, from = 0): Found | null {
    if (from === 0 && this.#isSurelyMissedBy(text)) return null;
    const matcher = this.#ready().matcher(text);
    if (!matcher.find(from)) {
      this.#missed += 1;
      return null;
    }
    this.#hit += 1;
    const captures: Record<string, string> = {};
    for (const name of this.names) {
      const value = matcher.group(name);
      if (value !== null && value !== undefined) captures[name] = value.slice(0, CAPTURE_CHARACTERS);
    }
    return { start: matcher.start(), end: matcher.end(), captures };
  }

  prepare(): void {
    this.#ready();
  }

  #isSurelyMissedBy(text: string): boolean {
    if (this.#missed < MISSES_TO_WARM_FOR || this.#missed <= this.#hit) return false;
    this.#automaton ??= warm(() => compileProgram(this.source, this.#flags));
    const automaton = this.#automaton?.deref();
    if (automaton !== undefined) return !automaton.test(text);
    // That was of an earlier text, or there are enough of them: it has to miss as often again.
    this.#automaton = null;
    this.#missed = this.#hit = 0;
    return false;
  }

  #read(): Tree {
    this.#tree ??= readPattern(this.source);
    return this.#tree;
  }

  #known(): Traits {
    this.#traits ??= traitsOf(this.#read());
    return this.#traits;
  }

  #ready(): RE2JS {
    this.#program ??= compileEngine(this.source, this.#flags);
    return this.#program;
  }
}

/** Programs by flags and source. One pattern is asked for by the check of its file, by that of its cases, and again after every reload. */
const PROGRAMS = new Map<string, RE2JS>();

function compileEngine(source: string, flags: number): RE2JS {
  const key = `${flags} ${source}`;
  const before = PROGRAMS.get(key);
  if (before !== undefined) return before;
  const program = compileProgram(source, flags);
  PROGRAMS.set(key, program);
  return program;
}

function compileProgram(source: string, flags: number): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    throw new PatternError(`RE2 refuses it: ${error instanceof Error ? error.message : String(error)}`);
  }
}
