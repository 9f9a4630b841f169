import type { WebSocket } from 'ws';
import type { Json } from '../model.js';
import { isJson } from '../model.js';
import type { Attempt, Retry, Road, Sent } from './envelope.js';
import type { Timers } from './timers.js';

/** Slack allows ten sockets per app. */
const MOST_SOCKETS = 10;

/** The app's open WebSockets. Each envelope goes to exactly one of them, in turn. */
export class Sockets implements Road {
  readonly #open = new Set<WebSocket>();
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
    socket.on('close', () => this.#open.delete(socket));
    socket.on('error', () => this.#open.delete(socket));
    socket.on('message', (data) => this.#acknowledge(String(data)));
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
    const sockets = [...this.#open];
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

  /** Says something to every socket: `disconnect` with its reason. The client closes by itself. */
  announce(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    for (const socket of this.#open) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
  }

  /** Cuts the sockets without a word, as a network does. */
  drop(): void {
    for (const socket of this.#open) socket.terminate();
    this.#open.clear();
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
