import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Json } from '../model.js';
import { isJson } from '../model.js';
import type { Attempt, Retry, Road, Sent } from './envelope.js';
import type { Timers } from './timers.js';

/** Slack allows ten sockets per app. */
const MOST_SOCKETS = 10;

/** How long Slack leaves the TCP connection open after both close frames (slackapi/node-slack-sdk#2752: longer than clients wait). */
const LINGER_MS = 60_000;
/** How long before it closes a socket Slack warns. A guess. */
const WARNING_MS = 10_000;

export type EndReason = 'warning' | 'refresh_requested' | 'link_disabled';

/** The app's open WebSockets. Each envelope goes to exactly one of them, in turn. */
export class Sockets implements Road {
  /** As Slack does: the close handshake is answered, the TCP connection stays. Off by default, for most clients wait for it. */
  lingers = false;
  readonly #open = new Set<WebSocket>();
  readonly #frozen = new Set<WebSocket>();
  readonly #waiting = new Map<string, (body: Json) => void>();
  readonly #timers: Timers;
  readonly #appId: string;
  #turn = 0;
  /** Called for each acknowledgement, also late and repeated ones. */
  onAck: (envelopeId: string) => void = () => {};
  /** Called when a socket has joined. */
  onJoin: () => void = () => {};

  constructor(timers: Timers, appId: string) {
    this.#timers = timers;
    this.#appId = appId;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Greets a new socket: without the hello frame a client waits for ever. */
  join(socket: WebSocket): void {
    if (this.#open.size >= MOST_SOCKETS) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    this.#open.add(socket);
    if (this.lingers) this.#keepTcp(socket);
    const gone = () => {
      this.#open.delete(socket);
      this.#frozen.delete(socket);
    };
    socket.on('close', gone);
    socket.on('error', gone);
    socket.on('message', (data) => {
      if (!this.#frozen.has(socket)) this.#acknowledge(String(data));
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.size,
        debug_info: { host: 'playground', approximate_connection_time: 18_060 },
        connection_info: { app_id: this.#appId },
      }),
    );
    this.onJoin();
  }

  attempt(sent: Sent, envelopeId: string, deadline: number, retry?: Retry): Promise<Attempt> {
    const sockets = [...this.#open].filter((one) => one.readyState === one.OPEN);
    const socket = sockets[this.#turn++ % Math.max(1, sockets.length)];
    if (!socket) return Promise.resolve({ acknowledged: false, reason: 'no_socket' });
    return new Promise((resolve) => {
      const cancel = this.#timers.after(deadline, () => {
        this.#waiting.delete(envelopeId);
        resolve({ acknowledged: false, reason: 'timeout' });
      });
      this.#waiting.set(envelopeId, (body) => {
        cancel();
        resolve({ acknowledged: true, body });
      });
      if (this.#frozen.has(socket)) return;
      socket.send(
        JSON.stringify({
          envelope_id: envelopeId,
          type: sent.type,
          payload: sent.payload,
          accepts_response_payload: sent.accepts_response_payload,
          ...(retry && { retry_attempt: retry.attempt, retry_reason: retry.reason }),
        }),
      );
    });
  }

  #acknowledge(text: string): void {
    const frame: unknown = JSON.parse(text);
    if (!isJson(frame) || typeof frame.envelope_id !== 'string') return;
    this.onAck(frame.envelope_id);
    const settle = this.#waiting.get(frame.envelope_id);
    this.#waiting.delete(frame.envelope_id);
    settle?.(isJson(frame.payload) ? frame.payload : {});
  }

  /** Says `disconnect` with its reason to the oldest `count` sockets (default: all). The client closes by itself. */
  announce(reason: EndReason, count = this.#open.size): void {
    for (const socket of [...this.#open].slice(0, count))
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'playground' } }));
  }

  /** What Slack does to every socket after a while: warns, ten seconds later asks for a refresh, then closes what is still open. */
  recycle(): void {
    const old = [...this.#open];
    this.announce('warning', old.length);
    this.#timers.after(WARNING_MS, () => {
      for (const socket of old) {
        socket.send(
          JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'playground' } }),
        );
        socket.close(1000);
      }
    });
  }

  /** Cuts the oldest `count` sockets (default: all) without a word, as a network does. */
  drop(count = this.#open.size): void {
    for (const socket of [...this.#open].slice(0, count)) {
      this.#open.delete(socket);
      socket.terminate();
    }
  }

  /**
   * The oldest `count` sockets turn into what a lost NAT entry leaves behind: Slack still counts them and sends to them, nothing
   * arrives, no ping is answered (slackapi/python-slack-sdk#1940).
   */
  freeze(count = this.#open.size): void {
    for (const socket of [...this.#open].slice(0, count)) {
      this.#frozen.add(socket);
      socket.pause();
    }
  }

  /** The server half of a closing socket does not end the connection. */
  #keepTcp(socket: WebSocket): void {
    const raw = (socket as unknown as { readonly _socket: Socket })._socket;
    raw.end = () => {
      this.#timers.after(LINGER_MS, () => raw.destroy());
      return raw;
    };
  }

  /** Says goodbye properly: the client sees a close frame, not an error. */
  async close(): Promise<void> {
    const closing = [...this.#open].map((socket) => {
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.close(1000);
      return closed;
    });
    const late = new Promise<void>((resolve) => setTimeout(resolve, 500).unref());
    await Promise.race([Promise.all(closing), late]);
    this.drop();
  }

  /** Sends a raw frame to the first socket. */
  raw(frame: Json): void {
    const [socket] = this.#open;
    socket?.send(JSON.stringify(frame));
  }
}
