import type { Json } from '../model.js';

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

/** One thing sent to the app, and what became of it. */
export type Sent = {
  readonly type: EnvelopeType;
  readonly payload: Json;
  readonly accepts_response_payload: boolean;
  /** Envelope ids of every attempt, in order. */
  readonly envelopes: string[];
  acknowledgements: number;
};

/**
 * Why one attempt failed: Slack's words over HTTP (`x-slack-retry-reason`); `timeout` and `no_socket` in Socket Mode;
 * `invalid_response` for an acknowledgement that says what Slack cannot show.
 */
export type FailReason =
  | 'timeout'
  | 'no_socket'
  | 'http_timeout'
  | 'http_error'
  | 'too_many_redirects'
  | 'connection_failed'
  | 'invalid_response';

export type Attempt =
  | { readonly acknowledged: true; readonly body: Json }
  | { readonly acknowledged: false; readonly reason: FailReason; readonly noRetry?: true };

export type Retry = { readonly attempt: number; readonly reason: string };

/** A road to the app: sockets, or HTTP. Resolves when acknowledged or when the deadline (ms) passed. */
export type Road = { attempt(sent: Sent, envelopeId: string, deadline: number, retry?: Retry): Promise<Attempt> };
