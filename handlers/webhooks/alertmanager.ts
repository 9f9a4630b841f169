import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { alertmanagerPayload, alertParts, alertText, type PostedAlert } from '../../src/alerts/alertmanager.js';
import { toReason } from '../../src/errors.js';
import { type Route, readBody, send } from '../../src/http/server.js';
import { reportId } from '../../src/jobs/ids.js';
import type { Parts } from '../parts.js';

/** Five thousand alerts with long annotations. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Alerts stored at once: enough to keep Redis busy, few enough to leave it to others as well. */
const AT_ONCE = 50;

/**
 * `POST /webhook/alertmanager`: every alert of the group becomes a report of its own; which of them share a thread is decided by their
 * causes. 202 once all are stored; repeated deliveries change nothing. 401, 413, 400 and 503 say what to mend.
 */
export function alertmanagerRoute(
  token: string,
  channel: string | undefined,
  parts: Pick<Parts, 'jobs' | 'now' | 'log'>,
): Route {
  return async (request, response) => {
    if (!isBearer(token, request)) {
      request.resume();
      return send(
        response,
        401,
        'The bearer token is missing or wrong. Set `authorization.credentials` of the webhook in Alertmanager to PLEGMATIC_WEBHOOK_TOKEN.\n',
      );
    }
    const body = await readBody(request, MOST_BYTES);
    if (body === null)
      return send(
        response,
        413,
        `The body is larger than ${MOST_BYTES / 1024 / 1024} MB. Set \`max_alerts\` of the webhook in Alertmanager.\n`,
      );
    const read = readPayload(body);
    if (typeof read === 'string') return send(response, 400, `${read}\n`);
    if (channel === undefined)
      return send(
        response,
        503,
        'No channel is configured for alerts. Set `channels.alerts` in the configuration of Plegmatic.\n',
      );
    try {
      await store(read, channel, parts);
    } catch (error) {
      parts.log.warn({ err: error }, 'alerts not taken');
      // Alertmanager tries again after any 5xx; what was stored already is not stored twice.
      return send(response, 503, `${toReason(error).text}\n`);
    }
    if (read.truncatedAlerts > 0)
      parts.log.warn({ truncated: read.truncatedAlerts }, 'Alertmanager left alerts out (max_alerts)');
    send(response, 202, { alerts: read.alerts.length });
  };
}

/** Digests have one length whatever was sent, so comparing takes one time. */
function isBearer(token: string, request: IncomingMessage): boolean {
  const [, given = ''] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function readPayload(body: Buffer) {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return 'The body is not JSON. Only the webhook of Alertmanager (version 4) is read here.';
  }
  const parsed = alertmanagerPayload.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  return `The body is not an Alertmanager webhook of version 4: ${first?.path.join('.') || 'it'} ${first?.message ?? ''}. Point a \`webhook_configs\` receiver here.`;
}

async function store(
  { alerts, truncatedAlerts }: { readonly alerts: readonly PostedAlert[]; readonly truncatedAlerts: number },
  channel: string,
  { jobs, now }: Pick<Parts, 'jobs' | 'now'>,
): Promise<void> {
  for (let from = 0; from < alerts.length; from += AT_ONCE)
    await Promise.all(
      alerts.slice(from, from + AT_ONCE).map((alert) => {
        const id = reportId('alert', alertParts(alert));
        const extra: Record<string, string> = truncatedAlerts > 0 ? { leftOut: String(truncatedAlerts) } : {};
        return jobs.enqueueRead({ id, way: 'webhook', asked: false, channel, at: now(), extra }, alertText(alert));
      }),
    );
}
