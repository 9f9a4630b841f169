import { createHmac } from 'node:crypto';
import type { Json } from '../model.js';
import { isJson } from '../model.js';
import type { Attempt, Retry, Road, Sent } from './envelope.js';

/** HTTP mode: everything is posted to the app's request URL, signed. */
export class RequestUrl implements Road {
  readonly #url: string;
  readonly #secret: string;
  readonly #now: () => number;

  constructor(url: string, secret: string, now: () => number) {
    this.#url = url;
    this.#secret = secret;
    this.#now = now;
  }

  async attempt(sent: Sent, _envelopeId: string, deadline: number, retry?: Retry): Promise<Attempt> {
    const [type, body] = encode(sent);
    const timestamp = String(Math.floor(this.#now() / 1000));
    const signature = createHmac('sha256', this.#secret).update(`v0:${timestamp}:${body}`).digest('hex');
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(deadline),
        headers: {
          'content-type': type,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
          ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
        },
      });
      if (!response.ok) return { acknowledged: false, reason: 'http_error' };
      return { acknowledged: true, body: readAnswer(await response.text()) };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { acknowledged: false, reason: late ? 'timeout' : 'connection_failed' };
    }
  }
}

/** Events are JSON, commands a form, interactions a form with one field `payload`. */
function encode(sent: Sent): [type: string, body: string] {
  if (sent.type === 'events_api') return ['application/json', JSON.stringify(sent.payload)];
  const form =
    sent.type === 'interactive'
      ? { payload: JSON.stringify(sent.payload) }
      : Object.fromEntries(Object.entries(sent.payload).map(([key, value]) => [key, String(value)]));
  return ['application/x-www-form-urlencoded', new URLSearchParams(form).toString()];
}

/** A JSON object as it is; plain text is the short form of an ephemeral answer. */
function readAnswer(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : {};
  } catch {
    return text === '' ? {} : { text };
  }
}
