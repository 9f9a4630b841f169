import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { anotherApp, buildWorld } from './build-world.js';
import { obey } from './control.js';
import { sendEvents } from './events.js';
import type { Asking } from './interactions.js';
import type { User } from './model.js';
import type { SlackOptions } from './options.js';
import { Slack } from './slack.js';
import { Delivery } from './wire/delivery.js';
import { RequestUrl } from './wire/request-url.js';
import { createHttp } from './wire/server.js';
import { Sockets } from './wire/sockets.js';
import { Timers } from './wire/timers.js';

/** Starts a workspace on this machine: Web API, Socket Mode, files, response URLs. Resolves when it listens. */
export async function startSlack(options: SlackOptions = {}): Promise<Slack> {
  let base = '';
  const world = buildWorld(options, () => base);
  const timers = new Timers(options.timeScale ?? 1);
  const sockets = new Sockets(timers, world.app.id);
  const { requestUrl } = options;
  const road = requestUrl ? new RequestUrl(requestUrl, world.app.signingSecret, world.workspace.now) : sockets;
  const delivery = new Delivery(road, world.faults, world.workspace.ids, timers);
  sockets.onAck = (envelopeId) => delivery.acknowledged(envelopeId);

  /** The app under test, and others that a test installs beside it. */
  const installed = [{ world, sockets }];
  const http = createHttp(
    (token) => installed.find(({ world: { app } }) => token === app.botToken || token === app.appToken)?.world ?? world,
    (line) => obey(slack, line),
  );
  const link = new WebSocketServer({
    server: http,
    path: '/link/',
    // Each address of apps.connections.open works once.
    verifyClient: ({ req }: { req: IncomingMessage }) =>
      installedFor(req).world.tickets.delete(new URL(req.url ?? '/', base).searchParams.get('ticket') ?? ''),
  });
  link.on('connection', (socket, request) => installedFor(request).sockets.join(socket));
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, options.host === undefined ? '127.0.0.1' : '0.0.0.0', resolve);
  });
  base = `http://${options.host ?? '127.0.0.1'}:${(http.address() as AddressInfo).port}`;
  const unwatch = sendEvents(world, delivery);

  const install = (app: SlackOptions['app']) => {
    const seen = anotherApp(world, { ...options, app }, () => base);
    const own = new Sockets(timers, seen.app.id);
    const ownDelivery = new Delivery(own, world.faults, world.workspace.ids, timers);
    own.onAck = (envelopeId) => ownDelivery.acknowledged(envelopeId);
    installed.push({ world: seen, sockets: own });
    const stopped = sendEvents(seen, ownDelivery);
    stops.push(async () => {
      stopped();
      await own.close();
    });
    return { app: seen.app, sockets: own };
  };
  const stops: (() => Promise<void>)[] = [];

  const asking: Asking = { world, delivery, snippetOver: options.snippetOver ?? 12_000, homeOpened };
  const slack: Slack = new Slack({
    asking,
    sockets,
    base,
    install,
    stop: async () => {
      unwatch();
      for (const stop of stops) await stop();
      timers.stop();
      await sockets.close();
      link.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  });
  return slack;

  function installedFor({ url }: IncomingMessage) {
    const id = new URL(url ?? '/', base).searchParams.get('app_id');
    return installed.find(({ world: { app } }) => app.id === id) ?? { world, sockets };
  }

  function homeOpened(user: User, tab: 'home' | 'messages'): void {
    if (!world.app.events.has('app_home_opened')) return;
    const { workspace, app } = world;
    const event = {
      type: 'app_home_opened',
      user: user.id,
      channel: workspace.im(user.id, app.userId).id,
      tab,
      event_ts: workspace.stamp(),
      ...(workspace.homes.has(user.id) && { view: structuredClone(workspace.homes.get(user.id)) }),
    };
    const authorizations = [
      {
        enterprise_id: null,
        team_id: workspace.team.id,
        user_id: app.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ];
    const event_id = workspace.ids.next('Ev');
    const event_time = Math.floor(workspace.now() / 1000);
    delivery.event({
      team_id: workspace.team.id,
      api_app_id: app.id,
      type: 'event_callback',
      event_id,
      event_time,
      authorizations,
      event,
    });
  }
}

export { Slack };
