import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';

/** What the receiver says about itself; a pino logger fits. */
export interface ReceiverLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface SocketReceiverOptions extends Pick<SocketModeOptions, 'appToken' | 'clientOptions' | 'logger'> {
  readonly log: ReceiverLog;
  /** Waits before another try to connect. Injected by tests. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Slack's `hello` must arrive within this time (ms), else the socket is given up: without it `start` would wait for ever. */
  readonly helloWithin?: number;
}

interface Envelope {
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

// Five seconds of a busy event loop must not cost the socket; a dead peer is still noticed within ten.
const PING_TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
// Codes of apps.connections.open that another try cannot heal: at start they are the operator's to fix.
const HOPELESS = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'missing_scope',
  'token_revoked',
];

/** One odd frame (`app_rate_limited` has no inner event) must not end the process as an unhandled rejection. */
class SteadyClient extends SocketModeClient {
  onOddFrame: (error: unknown, type: string) => void = () => {};

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      await super.onWebSocketMessage(data, isBinary);
    } catch (error) {
      this.onOddFrame(error, typeof data === 'string' ? data.slice(0, 200) : 'binary');
    }
  }
}

/**
 * Bolt's receiver for Socket Mode that acknowledges an event only after its listeners have stored it. Bolt itself
 * acknowledges events before any listener runs; here it gets a stand-in, and the real acknowledgement is sent when processing
 * resolved. If it rejects nothing is sent, and Slack delivers the event again.
 * Reconnects by itself, at once and for ever: the library's own reconnect waits 5 s and can end the process.
 */
export class SocketReceiver implements Receiver {
  readonly #client: SteadyClient;
  readonly #options: SocketReceiverOptions;
  #app: App | undefined;
  #stopping = false;
  #connecting = false;
  #connected = false;
  #running = new Set<Promise<void>>();

  constructor(options: SocketReceiverOptions) {
    this.#options = options;
    this.#client = new SteadyClient({
      appToken: options.appToken,
      clientOptions: options.clientOptions,
      logger: options.logger,
      clientPingTimeout: PING_TIMEOUT_MS,
      autoReconnectEnabled: false,
    });
    this.#client.onOddFrame = (error, frame) =>
      options.log.warn({ err: error, frame }, 'slack sent a frame that could not be read');
    this.#client.on('slack_event', (envelope: Envelope) => {
      const run = this.#receive(envelope).finally(() => this.#running.delete(run));
      this.#running.add(run);
    });
    this.#client.on('disconnected', () => {
      this.#connected = false;
      if (!this.#stopping && !this.#connecting) void this.#connect(false);
    });
  }

  /** True while Slack can reach us. */
  get connected(): boolean {
    return this.#connected;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Resolves when Slack said hello. Rejects when the app token cannot work. */
  async start(): Promise<void> {
    this.#stopping = false;
    await this.#connect(true);
  }

  /** No more events; waits for those being stored now. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled(this.#running);
    if (this.#connected) await this.#client.disconnect();
    this.#connected = false;
  }

  async #receive(envelope: Envelope): Promise<void> {
    const isEvent = envelope.type === 'events_api';
    let acknowledged = false;
    const acknowledge = async (response?: unknown) => {
      if (acknowledged) return;
      acknowledged = true;
      await envelope.ack(response);
    };
    const event: ReceiverEvent = {
      body: envelope.body,
      ack: isEvent ? async () => {} : acknowledge,
      retryNum: envelope.retry_num,
      retryReason: envelope.retry_reason,
    };
    try {
      await this.#app?.processEvent(event);
      await acknowledge();
    } catch (error) {
      this.#options.log.warn({ err: error, type: envelope.type }, 'not acknowledged; slack will deliver it again');
    }
  }

  async #connect(first: boolean): Promise<void> {
    this.#connecting = true;
    const sleep = this.#options.sleep ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    try {
      for (let wait = FIRST_WAIT_MS; !this.#stopping; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
        try {
          await this.#startOnce();
          this.#connected = true;
          this.#options.log.info({}, 'connected to slack');
          return;
        } catch (error) {
          if (first && HOPELESS.includes(platformCode(error))) throw error;
          this.#options.log.warn({ err: error, next_try_ms: wait }, 'no connection to slack');
        }
        await sleep(wait);
      }
    } finally {
      this.#connecting = false;
    }
  }

  async #startOnce(): Promise<void> {
    const within = this.#options.helloWithin ?? 10_000;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`slack did not say hello within ${within} ms`)), within);
    });
    try {
      await Promise.race([this.#client.start(), late]);
    } catch (error) {
      void this.#client.disconnect();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

function platformCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('data' in error)) return '';
  const data = error.data;
  return typeof data === 'object' && data !== null && 'error' in data ? String(data.error) : '';
}
