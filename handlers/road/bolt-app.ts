import { App } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { UserError } from '../../src/errors.js';
import type { Routes } from '../../src/http/server.js';
import type { BotLog } from '../bot-log.js';
import type { Self } from '../parts.js';
import { quietLogger } from '../slack/quiet-logger.js';
import { HttpReceiver } from './http-receiver.js';
import { SocketReceiver } from './socket-receiver.js';

/** How Slack reaches us: a socket we open, or HTTP requests it signs. */
export type Road =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface BoltApp {
  readonly app: App;
  /** What the bot's server must serve for Slack to reach us: `POST /slack/events` in HTTP mode, else nothing. */
  readonly routes: Routes;
  start(): Promise<void>;
  /** Takes nothing new and waits for what is being stored. */
  stop(): Promise<void>;
  /** True while Slack can reach us. */
  connected(): boolean;
}

export interface BoltAppOptions {
  readonly road: Road;
  readonly botToken: string;
  readonly self: Self;
  readonly clientOptions: WebClientOptions;
  readonly log: BotLog;
}

/** Bolt with a receiver that acknowledges after storing. `authorize` is our own, so Bolt calls Slack for nothing at start. */
export function openBoltApp(options: BoltAppOptions): BoltApp {
  const { road, botToken, self, log } = options;
  const logger = quietLogger(log);
  const receiver =
    road.kind === 'socket'
      ? new SocketReceiver({ appToken: road.appToken, clientOptions: options.clientOptions, logger, log })
      : new HttpReceiver({ signingSecret: road.signingSecret, log });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken, botId: self.botId, botUserId: self.userId, teamId: self.teamId }),
    clientOptions: { ...options.clientOptions },
    logger,
    processBeforeResponse: true,
  });
  app.error(async (error) => {
    log.error({ err: error }, 'a listener failed');
    // Not stored: rejecting leaves the event unacknowledged, and Slack delivers it again. A bug would only fail again.
    if (isNotStored(error)) throw error;
  });
  return {
    app,
    routes: receiver instanceof HttpReceiver ? { 'POST /slack/events': receiver.route } : {},
    async start() {
      await app.start();
    },
    async stop() {
      await app.stop();
    },
    connected: () => (receiver instanceof HttpReceiver ? receiver.listening : receiver.connected),
  };
}

/** Bolt wraps what a listener threw, one error in `original`, several in `originals`. */
function isNotStored(error: unknown): boolean {
  if (error instanceof UserError) return error.code === 'queue-down';
  if (typeof error !== 'object' || error === null) return false;
  if ('originals' in error && Array.isArray(error.originals)) return error.originals.some(isNotStored);
  return 'original' in error && isNotStored(error.original);
}
