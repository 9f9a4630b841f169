import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import type { BotLog } from '../bot-log.js';

/** What Slack's client hands over for each frame that wants an answer. */
export interface Envelope {
  readonly type: string;
  readonly body: Record<string, unknown>;
  readonly ack: (response?: unknown) => Promise<void>;
  readonly retry_num?: number;
  readonly retry_reason?: string;
}

export interface LineOptions extends Pick<SocketModeOptions, 'appToken' | 'clientOptions' | 'logger'> {
  readonly log: Pick<BotLog, 'info' | 'warn'>;
  /** Never rejects. */
  readonly receive: (envelope: Envelope) => Promise<void>;
  /** Slack's `hello` must arrive within this time (ms), else the socket is given up: the library would wait for ever. */
  readonly helloWithin?: number;
}

/** One open WebSocket to Slack. */
export interface Line {
  /** Resolves when Slack announces its end, or it broke: why. Until it is retired it may still bring something. */
  readonly ended: Promise<string>;
  readonly alive: boolean;
  /** Waits up to `lingerMs` for Slack to close it, lets what is being stored be acknowledged, then closes. */
  retire(lingerMs?: number): Promise<void>;
}

// Five seconds of a busy event loop must not cost the socket; a dead peer is still noticed within ten.
const PING_TIMEOUT_MS = 10_000;
// Slack answers the close frame but leaves the connection open (slackapi/node-slack-sdk#2752): the library then waits half a minute.
const CLOSE_MS = 1000;

class SteadyClient extends SocketModeClient {
  greeted = false;
  onNotice: (reason: string) => void = () => {};
  onOddFrame: (error: unknown, frame: string) => void = () => {};

  /**
   * The library closes at Slack's `disconnect`, before there is another socket; here that is only noted. One odd frame
   * (`app_rate_limited` has no inner event) must not end the process as an unhandled rejection.
   */
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    try {
      const reason = this.greeted ? disconnectReason(data) : undefined;
      if (reason !== undefined) return this.onNotice(reason);
      await super.onWebSocketMessage(data, isBinary);
    } catch (error) {
      this.onOddFrame(error, typeof data === 'string' ? data.slice(0, 200) : 'binary');
    }
  }
}

/** Slack's reason when this frame says that the socket will end: `refresh_requested`, `warning`, `link_disabled`. */
function disconnectReason(data: string | ArrayBuffer): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  const frame = JSON.parse(data) as { readonly type?: unknown; readonly reason?: unknown };
  return frame.type === 'disconnect' ? String(frame.reason) : undefined;
}

/** Opens one socket; resolves when Slack said hello, rejects when it will not. */
export async function openLine({ log, receive, helloWithin = 10_000, ...given }: LineOptions): Promise<Line> {
  const client = new SteadyClient({
    ...given,
    // A copy: the library writes its retry settings into the object it is given.
    clientOptions: { ...given.clientOptions },
    clientPingTimeout: PING_TIMEOUT_MS,
    autoReconnectEnabled: false,
  });
  let alive = false;
  const running = new Set<Promise<void>>();
  client.onOddFrame = (error, frame) => log.warn({ err: error, frame }, 'slack sent a frame that could not be read');
  client.on('slack_event', (envelope: Envelope) => {
    const run = receive(envelope).finally(() => running.delete(run));
    running.add(run);
  });
  client.on('connected', () => {
    client.greeted = true;
    alive = true;
  });
  const broken = new Promise<string>((resolve) => {
    client.on('disconnected', () => {
      alive = false;
      resolve('broken');
    });
  });
  const noticed = new Promise<string>((resolve) => {
    client.onNotice = resolve;
  });
  const close = () => inTime(client.disconnect(), CLOSE_MS);
  try {
    if ((await inTime(client.start(), helloWithin)) === 'late')
      throw new Error(`slack did not say hello within ${helloWithin} ms`);
  } catch (error) {
    void close();
    throw error;
  }
  return {
    ended: Promise.race([noticed, broken]),
    get alive() {
      return alive;
    },
    async retire(lingerMs = 0) {
      if (alive) await inTime(broken, lingerMs);
      while (running.size > 0) await Promise.allSettled(running);
      if (alive) await close();
      alive = false;
    },
  };
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
