import type { App, Receiver } from '@slack/bolt';
import { retryAfterSeconds, slackCode } from '../slack/slack-errors.js';
import { deliver } from './deliver.js';
import { type Envelope, type Line, type LineOptions, openLine } from './line.js';

export interface SocketReceiverOptions extends Omit<LineOptions, 'receive'> {
  /** Sockets held open at once; default 2, so that one is there while the other is away. Slack takes ten an app. */
  readonly sockets?: number;
  /** Waits before another try to connect. Injected by tests. */
  readonly sleep?: (ms: number) => Promise<void>;
}

const SOCKETS = 2;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
// Sockets that end sooner than this after their hello are no success: without a pause we would open one after the other.
const SHORT_LIFE_MS = 500;
// An old socket is left to Slack for so long: a frame that crosses our close frame would be lost, and a lost click is not repeated.
const LINGER_MS = 15_000;
// Codes of apps.connections.open that another try cannot heal: at start they are the operator's to fix.
const HOPELESS = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'missing_scope',
  'token_revoked',
];

/**
 * Bolt's receiver for Socket Mode that acknowledges an event only after its listeners have stored it. Holds several sockets for ever:
 * when Slack announces the end of one, its successor is open before it is let go, and when one breaks, another is there. The library's
 * own reconnect waits 5 s and can end the process.
 */
export class SocketReceiver implements Receiver {
  readonly #options: SocketReceiverOptions;
  readonly #lines = new Set<Line>();
  #app: App | undefined;
  #stopping = false;

  constructor(options: SocketReceiverOptions) {
    this.#options = options;
  }

  /** True while Slack can reach us. */
  get connected(): boolean {
    return !this.#stopping && [...this.#lines].some((line) => line.alive);
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Resolves when Slack said hello on a first socket. Rejects when the app token cannot work. */
  async start(): Promise<void> {
    this.#stopping = false;
    const first = await this.#open(true);
    void this.#keep(first);
    for (let more = 1; more < (this.#options.sockets ?? SOCKETS); more += 1)
      void this.#open().then((l) => this.#keep(l));
  }

  /** Closes the sockets as soon as what came by them is stored. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#lines].map((line) => line.retire()));
  }

  async #keep(first: Line | undefined): Promise<void> {
    let line = first;
    let shortLives = 0;
    while (line !== undefined) {
      const opened = Date.now();
      const why = await line.ended;
      if (this.#stopping) return;
      this.#options.log.info({ why }, 'a socket to slack ends; opening another');
      shortLives = Date.now() - opened < SHORT_LIFE_MS ? shortLives + 1 : 0;
      if (shortLives > 1) await this.#sleep(SHORT_LIFE_MS);
      const next = await this.#open();
      this.#retire(line, LINGER_MS);
      line = next;
    }
  }

  #retire(line: Line, lingerMs = 0): void {
    void line.retire(lingerMs).then(() => this.#lines.delete(line));
  }

  /** Tries until it is open; undefined when we stop meanwhile. */
  async #open(first = false): Promise<Line | undefined> {
    for (let wait = FIRST_WAIT_MS; !this.#stopping; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const line = await openLine({ ...this.#options, receive: (envelope) => this.#receive(envelope) });
        this.#lines.add(line);
        if (this.#stopping) this.#retire(line);
        this.#options.log.info({}, 'connected to slack');
        return line;
      } catch (error) {
        if (first && HOPELESS.includes(slackCode(error))) throw error;
        const pause = Math.max(wait, 1000 * (retryAfterSeconds(error) ?? 0));
        this.#options.log.warn({ err: error, next_try_ms: pause }, 'no connection to slack');
        await this.#sleep(pause);
      }
    }
    return undefined;
  }

  #sleep(ms: number): Promise<void> {
    return (this.#options.sleep ?? ((wait) => new Promise((resolve) => setTimeout(resolve, wait))))(ms);
  }

  async #receive({ type, body, ack, retry_num, retry_reason }: Envelope): Promise<void> {
    const isEvent = type === 'events_api';
    try {
      await deliver(this.#app, { body, isEvent, retryNum: retry_num, retryReason: retry_reason }, ack);
    } catch (error) {
      this.#options.log.warn({ err: error, type }, 'not acknowledged; slack delivers an event again');
    }
  }
}
