import { App, HTTPReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { UserError } from '../src/errors.js';
import type { BotLog } from './bot-log.js';
import { answerHealth, HEALTH_PATHS } from './health.js';
import type { Self } from './parts.js';
import { quietLogger } from './quiet-logger.js';
import { SocketReceiver } from './receiver.js';

/** How Slack reaches us: a socket we open, or HTTP requests it signs. */
export type Road =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };

export interface BoltApp {
  readonly app: App;
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
  /** Names of what does not work now, for `/readyz` on Bolt's own port in HTTP mode. */
  readonly missing: () => Promise<readonly string[]>;
}

/** Bolt with a receiver that acknowledges after storing. `authorize` is our own, so Bolt calls Slack for nothing at start. */
export function openBoltApp(options: BoltAppOptions): BoltApp {
  const { road, botToken, self, log } = options;
  const logger = quietLogger(log);
  const socket =
    road.kind === 'socket'
      ? // A copy: Socket Mode writes its retry settings and headers into the object it is given.
        new SocketReceiver({ appToken: road.appToken, clientOptions: { ...options.clientOptions }, logger, log })
      : undefined;
  const http =
    road.kind === 'http'
      ? new HTTPReceiver({
          signingSecret: road.signingSecret,
          processBeforeResponse: true,
          logger,
          port: road.port,
          customRoutes: HEALTH_PATHS.map((path) => ({
            path,
            method: 'GET',
            handler: (request, response) => answerHealth(request, response, options.missing),
          })),
        })
      : undefined;
  const app = new App({
    receiver: socket ?? http,
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
  let listening = false;
  return {
    app,
    async start() {
      await app.start(...(road.kind === 'http' ? [road.port] : []));
      listening = true;
    },
    async stop() {
      listening = false;
      await app.stop();
    },
    connected: () => socket?.connected ?? listening,
  };
}

/** Bolt wraps what a listener threw, one error in `original`, several in `originals`. */
function isNotStored(error: unknown): boolean {
  if (error instanceof UserError) return error.code === 'queue-down';
  if (typeof error !== 'object' || error === null) return false;
  if ('originals' in error && Array.isArray(error.originals)) return error.originals.some(isNotStored);
  return 'original' in error && isNotStored(error.original);
}
