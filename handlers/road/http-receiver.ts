import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import { type Route, readBody, send } from '../../src/http/server.js';
import { seldom } from '../../src/records/seldom.js';
import type { BotLog } from '../bot-log.js';
import { deliver } from './deliver.js';
import { notFromSlack } from './signature.js';

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly log: Pick<BotLog, 'warn'>;
  readonly nowMs?: () => number;
}

/** Slack's largest payloads are views of 250 KB and messages with their blocks. */
const MOST_BYTES = 4_000_000;

/**
 * Bolt's receiver for HTTP. Answers an event only after its listeners have stored it, with 503 when they could not, so that Slack
 * delivers it again; a command or a click the moment its listener acknowledges. Bolt's own receiver, told to process before it
 * responds, holds that answer back until the listener has ended, past the three seconds.
 */
export class HttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  /** Now and then: the address is open to the world, and whoever knocks must not fill the log. */
  readonly #refused: (why: Error) => void;
  readonly #running = new Set<Promise<void>>();
  #app: App | undefined;
  #listening = false;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
    this.#refused = seldom(
      ({ message: why }) =>
        options.log.warn({ why }, 'a request to /slack/events was refused; look at SLACK_SIGNING_SECRET and the clock'),
      options.nowMs ?? Date.now,
    );
  }

  /** True while deliveries are taken. */
  get listening(): boolean {
    return this.#listening;
  }

  init(app: App): void {
    this.#app = app;
  }

  async start(): Promise<void> {
    this.#listening = true;
  }

  /** Refuses what comes from now on, so that Slack brings it to another bot, and waits for what is being stored. */
  async stop(): Promise<void> {
    this.#listening = false;
    await Promise.allSettled(this.#running);
  }

  /** `POST /slack/events`: everything Slack sends. */
  readonly route: Route = async (request, response) => {
    const run = this.#take(request, response).finally(() => this.#running.delete(run));
    this.#running.add(run);
    await run;
  };

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#listening) return send(response, 503);
    const raw = await readBody(request, MOST_BYTES);
    if (raw === null) return send(response, 413);
    const { headers } = request;
    const signature = header(headers['x-slack-signature']);
    const timestamp = header(headers['x-slack-request-timestamp']);
    const now = (this.#options.nowMs ?? Date.now)();
    const why = notFromSlack(this.#options.signingSecret, { signature, timestamp, body: raw }, now);
    if (why !== null) {
      this.#refused(new Error(why));
      return send(response, 401);
    }
    const body = read(raw, headers['content-type'] ?? '');
    if (body === null) return send(response, 400);
    if (body.ssl_check !== undefined) return send(response, 200);
    if (body.type === 'url_verification') return send(response, 200, { challenge: String(body.challenge) });
    await this.#deliver(body, request, response);
  }

  async #deliver(body: Record<string, unknown>, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const isEvent = body.type === 'event_callback';
    const num = header(headers['x-slack-retry-num']);
    const retryReason = header(headers['x-slack-retry-reason']);
    const delivered = { body, isEvent, retryReason, ...(num === undefined ? {} : { retryNum: Number(num) }) };
    try {
      await deliver(this.#app, delivered, async (said) => send(response, 200, said));
    } catch (error) {
      this.#options.log.warn({ err: error }, 'not acknowledged; slack delivers an event again');
      if (!response.headersSent) send(response, isEvent ? 503 : 500);
    }
  }
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** Events are JSON, commands a form, clicks and forms a form whose field `payload` is JSON. Null: unreadable. */
function read(raw: Buffer, type: string): Record<string, unknown> | null {
  const text = raw.toString('utf8');
  if (!type.startsWith('application/x-www-form-urlencoded')) return object(text);
  const form = Object.fromEntries(new URLSearchParams(text));
  return typeof form.payload === 'string' ? object(form.payload) : form;
}

function object(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
