import { parseArgs } from 'node:util';
import type { Language } from '../report/language.js';
import { UsageError } from './usage.js';

export interface ExplainCommand {
  readonly word: 'explain' | 'explain-lines';
  /** A path, or - for stdin; absent: a bundle without a text. */
  readonly file?: string;
  readonly facts?: string;
  /** An archive of `node --bundle` to diagnose offline; the text is optional then. */
  readonly bundle?: string;
  readonly json: boolean;
  readonly lang?: Language;
  readonly knowledge: readonly string[];
}
export interface NodeCommand {
  readonly word: 'node';
  readonly node: string;
  readonly context?: string;
  /** A time as people write it: the logs around it are read beside those of now. */
  readonly around?: string;
  /** A container of the node: try the layers of the chain one by one in it. */
  readonly peel?: string;
  /** Path to write the archive to. */
  readonly bundle?: string;
  readonly json: boolean;
  readonly lang?: Language;
  readonly knowledge: readonly string[];
}
export interface KnowledgeCommand {
  readonly word: 'knowledge';
  readonly verb: 'check' | 'list' | 'show';
  /** The signature to show. */
  readonly id?: string;
  readonly folders: readonly string[];
}
export interface TestCommand {
  readonly word: 'test-knowledge';
  /** Ids whose cases are judged, and folders beside the shipped one; neither: every shipped case. */
  readonly words: readonly string[];
}
export interface WriteCommand {
  readonly word: 'write-knowledge';
  readonly verb: 'new' | 'draft';
  readonly id: string;
  /** A path, or - for stdin; drafts only. */
  readonly file: string;
  /** Folder to write into; absent: print. */
  readonly into?: string;
}
export type Command =
  | ExplainCommand
  | NodeCommand
  | KnowledgeCommand
  | TestCommand
  | WriteCommand
  /** `about`: the word whose part of the help is wanted. */
  | { readonly word: 'help'; readonly about?: string }
  | { readonly word: 'version' };

const OPTIONS = {
  facts: { type: 'string' },
  json: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  lang: { type: 'string' },
  knowledge: { type: 'string', multiple: true, default: [] as string[] },
  context: { type: 'string' },
  around: { type: 'string' },
  peel: { type: 'string' },
  bundle: { type: 'string' },
  id: { type: 'string' },
  into: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
/** Which options each word takes; help is everybody's. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  explain: ['facts', 'bundle', 'json', 'jsonl', 'lang', 'knowledge'],
  node: ['context', 'json', 'lang', 'knowledge', 'around', 'peel', 'bundle'],
  knowledge: ['id', 'into'],
};

/** @returns what was asked. @throws UsageError naming the word that does not fit and where to look. */
export function parseCommand(argv: readonly string[]): Command {
  const [word = 'help', ...rest] = argv;
  if (['help', '--help', '-h'].includes(word)) return { word: 'help', about: rest[0] };
  if (['--version', '-v', 'version'].includes(word)) return { word: 'version' };
  const takes = Object.hasOwn(TAKES, word) ? TAKES[word] : undefined;
  if (takes === undefined) throw new UsageError(`no command "${word}". See: plegmatic help`);
  const { values, positionals } = parse(rest);
  if (values.help) return { word: 'help', about: word };
  const stray = Object.entries(values).find(([name, value]) => isGiven(value) && !takes.includes(name));
  if (stray !== undefined) throw new UsageError(`${word} takes no --${stray[0]}. See: plegmatic help`);
  const shared = { json: values.json, lang: language(values.lang), knowledge: values.knowledge };
  if (word === 'knowledge') return knowledge(positionals, values);
  if (word === 'explain') {
    const { facts, bundle } = values;
    // A bundle answers by itself: then nothing is read from stdin unless that is said.
    const file = only(positionals, word, 'FILE') ?? (bundle === undefined ? '-' : undefined);
    if (values.json && values.jsonl) throw new UsageError('--json is one report, --jsonl is a batch; take one of them');
    if (bundle !== undefined && (facts !== undefined || values.jsonl))
      throw new UsageError('--bundle brings its own facts: leave out --facts and --jsonl');
    return { word: values.jsonl ? 'explain-lines' : 'explain', file, facts, bundle, ...shared };
  }
  const node = only(positionals, word, 'NODE');
  if (node === undefined) throw new UsageError('which node? For example: plegmatic node node-7 --context prod');
  const { context, around, peel, bundle } = values;
  return { word: 'node', node, context, around, peel, bundle, ...shared };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new UsageError(`${said}. See: plegmatic help`);
  }
}

const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

function only(positionals: readonly string[], word: string, name: string): string | undefined {
  if (positionals.length > 1)
    throw new UsageError(`${word} takes one ${name}, not ${positionals.length}: ${positionals.join(' ')}`);
  return positionals[0];
}

function language(lang: string | undefined): Language | undefined {
  if (lang === undefined || lang === 'en' || lang === 'zh') return lang;
  throw new UsageError(`--lang is en or zh, not "${lang}"`);
}

function knowledge(
  [verb, ...rest]: readonly string[],
  given: { id?: string; into?: string },
): KnowledgeCommand | TestCommand | WriteCommand {
  if (verb === 'check' || verb === 'list' || verb === 'show' || verb === 'test') {
    if (given.id !== undefined || given.into !== undefined)
      throw new UsageError(`knowledge ${verb} takes no --id and no --into. See: plegmatic help`);
    if (verb === 'test') return { word: 'test-knowledge', words: rest };
    if (verb !== 'show') return { word: 'knowledge', verb, folders: rest };
    const [id, ...folders] = rest;
    return { word: 'knowledge', verb, id: kebab(id, 'show runc-rc93-pipe-seccomp-hang'), folders };
  }
  const first = only(rest, `knowledge ${verb}`, verb === 'new' ? 'ID' : 'FILE');
  if (verb === 'new')
    return {
      word: 'write-knowledge',
      verb,
      id: kebab(given.id ?? first, 'new runc-does-this'),
      file: '-',
      into: given.into,
    };
  if (verb === 'draft')
    return {
      word: 'write-knowledge',
      verb,
      id: kebab(given.id, 'draft thread.txt --id runc-does-this'),
      file: first ?? '-',
      into: given.into,
    };
  throw new UsageError(
    `${verb === undefined ? 'knowledge needs one more word' : `knowledge has no "${verb}"`}: list, show, check, test, new or draft. See: plegmatic help`,
  );
}

function kebab(id: string | undefined, example: string): string {
  if (id === undefined) throw new UsageError(`which id? For example: plegmatic knowledge ${example}`);
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return id;
  throw new UsageError(`"${id}" is no id: lower-case words joined by hyphens, such as runc-does-this`);
}
