import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PagerDutyEvent, pagerdutyEvent } from './event.js';

/** An incident as its service has it. */
export interface Incident {
  readonly key: string;
  status: 'triggered' | 'acknowledged' | 'resolved';
  readonly summary: string;
  readonly severity: string;
}

/** What the next requests meet instead of an answer. `drop-after`: the work is done, the answer is lost. */
export interface Fault {
  readonly kind: 'status' | 'drop' | 'drop-after';
  readonly status?: number;
  readonly retryAfter?: number;
  times: number;
}

/** A PagerDuty service behind the Events API v2: strict about what it takes, and it can page. */
export interface PagerDutyService {
  /** `escalation.pagerduty_url`. */
  readonly url: string;
  readonly routingKey: string;
  /** Every incident that was ever opened, oldest first. */
  readonly incidents: readonly Incident[];
  /** How often a person was called: once for each incident that opens. */
  readonly pages: readonly Incident[];
  /** Events that were accepted, and bodies that were refused with why. */
  readonly events: readonly PagerDutyEvent[];
  readonly refused: readonly string[];
  /** Requests, faults included. */
  readonly requests: number;
  fail(fault: Fault): void;
  /** Somebody acknowledges or resolves there; the webhook subscription tells `to`, signed. @returns its status */
  person(
    name: string,
    action: 'acknowledge' | 'resolve',
    key: string,
    to?: { url: string; secret: string },
  ): Promise<number>;
  /** The last delivery once more, as PagerDuty sends it when it has not heard the answer. @returns its status */
  deliversAgain(): Promise<number>;
  stop(): Promise<void>;
}

export async function startPagerDuty(
  routingKey = 'R0123456789ABCDEFGHIJKLMNOPQRSTU',
  port = 0,
): Promise<PagerDutyService> {
  const incidents: Incident[] = [];
  const pages: Incident[] = [];
  const events: PagerDutyEvent[] = [];
  const refused: string[] = [];
  const faults: Fault[] = [];
  let requests = 0;
  let last: (() => Promise<number>) | undefined;

  const open = (key: string): Incident | undefined =>
    incidents.findLast((one) => one.key === key && one.status !== 'resolved');
  const take = (event: PagerDutyEvent): string => {
    events.push(event);
    const key = event.dedup_key ?? `made-${events.length}`;
    const known = open(key);
    if (event.event_action === 'trigger') {
      // An open incident only gets a line in its log: nobody is called again.
      if (known !== undefined) return key;
      const { summary, severity } = event.payload;
      const incident: Incident = { key, status: 'triggered', summary, severity };
      incidents.push(incident);
      pages.push(incident);
    } else if (known !== undefined) known.status = event.event_action === 'resolve' ? 'resolved' : 'acknowledged';
    return key;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1;
    const body = await text(request);
    const fault = faults.find(({ times }) => times > 0);
    if (fault !== undefined) fault.times -= 1;
    if (fault?.kind === 'drop') return void request.socket.destroy();
    if (fault?.kind === 'status') {
      response.writeHead(
        fault.status ?? 500,
        fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
      );
      return void response.end(
        '{"status":"throttle exceeded","message":"Requests for this service are arriving too quickly."}',
      );
    }
    const wrong = problemOf(request, body, routingKey);
    if (wrong !== null) {
      refused.push(wrong);
      response.writeHead(400, { 'content-type': 'application/json' });
      return void response.end(
        JSON.stringify({ status: 'invalid event', message: 'Event object is invalid', errors: [wrong] }),
      );
    }
    const key = take(pagerdutyEvent.parse(JSON.parse(body)));
    if (fault?.kind === 'drop-after') return void request.socket.destroy();
    response.writeHead(202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: key }));
  };
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const { port: listening } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${listening}/v2/enqueue`,
    routingKey,
    incidents,
    pages,
    events,
    refused,
    get requests() {
      return requests;
    },
    fail: (fault) => void faults.push(fault),
    async person(name, action, key, to) {
      const incident = open(key);
      if (incident !== undefined) incident.status = action === 'resolve' ? 'resolved' : 'acknowledged';
      if (to === undefined) return 202;
      last = deliveryOf(name, action, key, to);
      return await last();
    },
    deliversAgain: async () => (await last?.()) ?? 404,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function problemOf(request: IncomingMessage, body: string, routingKey: string): string | null {
  if (request.method !== 'POST' || request.url !== '/v2/enqueue')
    return `no such route: ${request.method} ${request.url}`;
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return 'content-type is not application/json';
  // The documentation's bound of a whole event.
  if (Buffer.byteLength(body) > 512 * 1024) return 'event is larger than 512 KB';
  try {
    const parsed = pagerdutyEvent.safeParse(JSON.parse(body));
    if (!parsed.success)
      return parsed.error.issues.map(({ path, message }) => `'${path.join('.')}' ${message}`).join('; ');
    return parsed.data.routing_key === routingKey ? null : "'routing_key' is invalid";
  } catch {
    return 'body is not JSON';
  }
}

/** A webhook subscription (v3) tells what a person did to an incident. */
function deliveryOf(
  name: string,
  action: 'acknowledge' | 'resolve',
  key: string,
  to: { url: string; secret: string },
): () => Promise<number> {
  const status = action === 'resolve' ? 'resolved' : 'acknowledged';
  const body = JSON.stringify({
    event: {
      id: `EV${randomUUID()}`,
      event_type: `incident.${status}`,
      resource_type: 'incident',
      occurred_at: new Date().toISOString(),
      agent: { id: 'PUSER01', type: 'user_reference', summary: name },
      client: null,
      data: {
        id: 'PINC001',
        type: 'incident',
        number: 7,
        status,
        incident_key: key,
        title: 'an incident',
        urgency: 'high',
      },
    },
  });
  const signature = `v1=${createHmac('sha256', to.secret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-pagerduty-signature': signature };
  return async () => (await fetch(to.url, { method: 'POST', headers, body })).status;
}
