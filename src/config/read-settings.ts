import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { KEYS, type KeyName } from './keys.js';
import type { Setting } from './setting.js';
import { VARIABLES, type VariableName } from './variables.js';

/** One thing that is wrong, told with its fix. Never holds the value of a secret. */
export interface ConfigProblem {
  readonly name: string;
  readonly message: string;
}

export type Env = Readonly<Record<string, string | undefined>>;
/** Text of a file; throws when it cannot be read. */
export type ReadFile = (path: string) => string;
type Tell = (name: string, message: string) => void;

/** A setting without a fallback may be absent. */
type Out<L extends { readonly parse: z.ZodType }> = L extends { readonly fallback: unknown }
  ? z.output<L['parse']>
  : z.output<L['parse']> | undefined;
export type Variables = { readonly [K in VariableName]: Out<(typeof VARIABLES)[K]> };
export type Keys = { readonly [K in KeyName]: Out<(typeof KEYS)[K]> };

function check(name: string, line: Setting, value: unknown, tell: Tell): unknown {
  const parsed = line.parse.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const inside = issue.path.length === 0 ? '' : `.${issue.path.join('.')}`;
    const text = /^is /.test(issue.message) ? issue.message : `is not right: ${issue.message}`;
    tell(`${name}${inside}`, `${text} (example: ${line.example})`);
  }
  return line.fallback;
}

function secretText(name: string, env: Env, readFile: ReadFile, tell: Tell): string | undefined {
  const plain = env[name] || undefined;
  const path = env[`${name}_FILE`] || undefined;
  if (path === undefined) return plain;
  if (plain !== undefined) {
    tell(name, `is set, and so is ${name}_FILE: unset one of them`);
    return plain;
  }
  try {
    const text = readFile(path).trim();
    if (text !== '') return text;
    tell(`${name}_FILE`, `names an empty file (${path}): write the secret into it or unset the variable`);
  } catch (error) {
    tell(
      `${name}_FILE`,
      `names a file that cannot be read (${path}: ${reason(error)}): mount it or unset the variable`,
    );
  }
  return undefined;
}

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

/** All variables; what is wrong goes to `tell`, and the fallback stands in its place. Empty means not set. */
export function readVariables(env: Env, readFile: ReadFile, tell: Tell): Variables {
  const out: Record<string, unknown> = {};
  for (const [name, line] of Object.entries<Setting>(VARIABLES)) {
    const text = line.secret ? secretText(name, env, readFile, tell) : env[name] || undefined;
    out[name] = text === undefined ? line.fallback : check(name, line, text, tell);
  }
  return out as Variables;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All keys of the YAML text; unknown keys are told, for a misspelt limit is a limit that does not hold. */
export function readKeys(yaml: string, tell: Tell): Keys {
  let root: unknown;
  try {
    root = parseYaml(yaml) ?? {};
  } catch (error) {
    tell('PLEGMATIC_CONFIG', `is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : 'unreadable'}`);
  }
  if (root !== undefined && !isMap(root)) tell('PLEGMATIC_CONFIG', 'is not a YAML map: write `key: value` lines');
  const map = isMap(root) ? root : {};
  const out: Record<string, unknown> = {};
  const known = Object.keys(KEYS);
  for (const [key, line] of Object.entries<Setting>(KEYS)) {
    const [first = '', second] = key.split('.');
    const holder = map[first];
    const value = second === undefined ? holder : isMap(holder) ? holder[second] : undefined;
    out[key] = value === undefined || value === null ? line.fallback : check(key, line, value, tell);
  }
  for (const [first, holder] of Object.entries(map)) {
    if (known.includes(first)) continue;
    const inside = known.filter((key) => key.startsWith(`${first}.`)).map((key) => key.slice(first.length + 1));
    if (inside.length === 0)
      tell(first, `is not a key: the keys are ${[...new Set(known.map((key) => key.split('.')[0]))].join(', ')}`);
    else if (holder !== null && !isMap(holder)) tell(first, `is not a map: its keys are ${inside.join(', ')}`);
    else
      for (const second of Object.keys(holder ?? {}))
        if (!inside.includes(second))
          tell(`${first}.${second}`, `is not a key: the keys of ${first} are ${inside.join(', ')}`);
  }
  return out as Keys;
}
