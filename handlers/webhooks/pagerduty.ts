import { type Route, readBody, send } from '../../src/http/server.js';
import { isSigned, readDelivery } from '../../src/paging/pagerduty-webhook.js';
import type { Parts } from '../parts.js';

const MOST_BYTES = 1024 * 1024;

/** `POST /webhook/pagerduty`: what somebody did to an incident of ours there is reflected here. Signed; what is not ours is accepted and dropped. */
export function pagerdutyRoute(secret: string, { jobs, now, log }: Pick<Parts, 'jobs' | 'now' | 'log'>): Route {
  return async (request, response) => {
    const body = await readBody(request, MOST_BYTES);
    if (body === null) return send(response, 413, 'The body is larger than 1 MB.\n');
    const header = request.headers['x-pagerduty-signature'];
    if (!isSigned(secret, body, typeof header === 'string' ? header : undefined))
      return send(
        response,
        401,
        'The signature is missing or wrong. Set PAGERDUTY_WEBHOOK_SECRET to the secret of this webhook subscription.\n',
      );
    let read: ReturnType<typeof readDelivery>;
    try {
      read = readDelivery(JSON.parse(body.toString('utf8')));
    } catch {
      return send(response, 400, 'The body is not a webhook of version 3.\n');
    }
    if (read !== null) {
      const { by, action, case: id, id: delivery } = read;
      const at = now();
      const event = action === 'acknowledge' ? ({ kind: 'acknowledge' } as const) : ({ kind: 'resolve' } as const);
      // Delivered again after the case was reopened here, it must not end it a second time.
      await jobs.cases.tell(id, { ...event, at, by, road: 'pagerduty' }, `pagerduty ${delivery}`);
      log.info({ case: id, action }, 'reflected from PagerDuty');
    }
    send(response, 202);
  };
}
