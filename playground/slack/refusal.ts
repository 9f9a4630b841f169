import type { Json } from './model.js';

/** Slack says no: becomes `{"ok":false,"error":code,...more}` with the HTTP status and headers given. */
export class Refusal extends Error {
  readonly code: string;
  readonly more: Json;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(code: string, more: Json = {}, status = 200, headers: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.more = more;
    this.status = status;
    this.headers = headers;
  }
}

/** `invalid_arguments` with the words Slack puts in `response_metadata.messages`. */
export const invalidArguments = (...messages: readonly string[]): Refusal =>
  new Refusal('invalid_arguments', { response_metadata: { messages: messages.map((text) => `[ERROR] ${text}`) } });
