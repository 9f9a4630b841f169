import type { Json } from './model.js';
import { isJson } from './model.js';
import { invalidArguments } from './refusal.js';

/** The arguments of one Web API call. Objects arrive as JSON strings inside a form, or as they are in a JSON body. */
export class Args {
  readonly values: Json;

  constructor(values: Json) {
    this.values = values;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** The text, or `invalid_arguments: missing required field`. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw invalidArguments(`missing required field: ${name}`);
    return value;
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name) ?? '');
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const read = Number(value);
    if (!Number.isInteger(read) || read < 0) throw invalidArguments(`must be an integer [json-pointer:/${name}]`);
    return read;
  }

  /** A JSON value, `undefined` when absent, `null` when it does not parse. */
  json(name: string): unknown {
    const value = this.values[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return null;
    }
  }
}

/** Reads a request body by its content type: form or JSON. Multipart is only used by uploads, elsewhere. */
export function readArgs(contentType: string, body: Buffer, query: URLSearchParams): Args {
  const values: Json = Object.fromEntries(query);
  const text = body.toString('utf8');
  if (contentType.startsWith('application/json')) {
    Object.assign(values, readJson(text));
  } else {
    Object.assign(values, Object.fromEntries(new URLSearchParams(text)));
  }
  return new Args(values);
}

/** A JSON body; one that does not parse says nothing, so the method then misses its arguments. */
function readJson(text: string): Json {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
