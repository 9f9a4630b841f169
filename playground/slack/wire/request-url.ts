import { createHmac, randomUUID } from 'node:crypto';
import type { Json } from '../model.js';
import { isJson } from '../model.js';
import type { Attempt, Retry, Road, Sent } from './envelope.js';

/** "We'll follow [...] only so far": two redirects (https://docs.slack.dev/apis/events-api#retries). */
const MOST_REDIRECTS = 2;

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
    const headers = {
      'content-type': type,
      ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
    };
    try {
      const response = await this.#post(body, headers, AbortSignal.timeout(deadline));
      if (response === null) return { acknowledged: false, reason: 'too_many_redirects' };
      if (response.ok) return { acknowledged: true, body: readAnswer(await response.text()) };
      const final = response.headers.get('x-slack-no-retry') === '1';
      return { acknowledged: false, reason: 'http_error', ...(final && { noRetry: true }) };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      return { acknowledged: false, reason: late ? 'http_timeout' : 'connection_failed' };
    }
  }

  /** What Slack does when the URL is entered in the app's settings: true when the challenge came back. */
  async verifies(): Promise<boolean> {
    const challenge = randomUUID();
    const body = JSON.stringify({ token: 'verification-token', challenge, type: 'url_verification' });
    const response = await this.#post(body, { 'content-type': 'application/json' }, AbortSignal.timeout(3000));
    const said = response?.ok ? await response.text() : '';
    return said === challenge || readAnswer(said).challenge === challenge;
  }

  /** Posts, following redirects; null when there were too many. */
  async #post(body: string, more: Record<string, string>, signal: AbortSignal): Promise<Response | null> {
    let url = this.#url;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const timestamp = String(Math.floor(this.#now() / 1000));
      const headers = {
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': sign(this.#secret, timestamp, body),
        ...more,
      };
      const response = await fetch(url, { method: 'POST', body, signal, headers, redirect: 'manual' });
      const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (next === null) return response;
      url = new URL(next, url).href;
    }
    return null;
  }
}

/** The header `x-slack-signature` of a body: version 0, HMAC-SHA256 over version, time and raw body. */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
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
