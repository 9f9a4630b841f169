import { RE2JS } from 're2js';
import { foldAscii } from './fold.js';
import { readPattern } from './pattern-tree.js';
import { rememberedRequired } from './remembered.js';
import { holdsAll, type Literals, type Need, needsOf, requiredLiterals } from './required.js';
import { PatternError, type Tree, traitsOf } from './tree.js';

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
export function compilePattern(source: string, options: PatternOptions = {}): Pattern {
  let required = options.literals === false ? [] : rememberedRequired(source);
  // A pattern whose literals are remembered was read without a problem before; most are never asked anything else.
  let tree = required === undefined ? readPattern(source) : null;
  let traits: ReturnType<typeof traitsOf> | null = null;
  const read = (): Tree => {
    tree ??= readPattern(source);
    return tree;
  };
  const known = (): ReturnType<typeof traitsOf> => {
    traits ??= traitsOf(read());
    return traits;
  };
  const flags = (options.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (options.acrossLines ? RE2JS.MULTILINE : 0);
  const needs = (): readonly Literals[] => {
    required ??= requiredLiterals(read());
    return required;
  };
  let every: readonly Need[] | null = options.literals === false ? [] : null;
  /**
   * Making the engine's program takes milliseconds, and most texts that hold one literal of a pattern lack another. What each alternative needs
   * is only read where what all of them need is there.
   */
  const may = (folded: string): boolean => {
    if (!holdsAll(folded, needs())) return false;
    every ??= needsOf(read());
    return holdsAll(folded, every);
  };
  let program: RE2JS | null = null;
  const ready = (): RE2JS => {
    program ??= compileEngine(source, flags);
    return program;
  };
  return {
    source,
    get names() {
      return known().names;
    },
    get unnamed() {
      return known().unnamed;
    },
    get anchors() {
      const { start, end } = known();
      return { start, end };
    },
    get required() {
      return needs();
    },
    mayMatch: may,
    test: (text) => may(foldAscii(text)) && ready().test(text),
    find(text, from = 0) {
      const matcher = ready().matcher(text);
      if (!matcher.find(from)) return null;
      const captures: Record<string, string> = {};
      for (const name of known().names) {
        const value = matcher.group(name);
        if (value !== null && value !== undefined) captures[name] = value.slice(0, CAPTURE_CHARACTERS);
      }
      return { start: matcher.start(), end: matcher.end(), captures };
    },
    prepare: () => void ready(),
  };
}

/** Programs by flags and source. One pattern is asked for by the check of its file, by that of its cases, and again after every reload. */
const PROGRAMS = new Map<string, RE2JS>();

function compileEngine(source: string, flags: number): RE2JS {
  const key = `${flags} ${source}`;
  const before = PROGRAMS.get(key);
  if (before !== undefined) return before;
  try {
    const program = RE2JS.compile(source, flags);
    PROGRAMS.set(key, program);
    return program;
  } catch (error) {
    throw new PatternError(`RE2 refuses it: ${error instanceof Error ? error.message : String(error)}`);
  }
}
