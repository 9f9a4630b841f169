import type { Routes } from '../../src/http/server.js';
import type { Parts } from '../parts.js';
import { alertmanagerRoute } from './alertmanager.js';
import { pagerdutyRoute } from './pagerduty.js';

export interface WebhookOptions {
  /** Bearer token of Alertmanager. */
  readonly token: string | undefined;
  /** Where its alerts are answered. */
  readonly channel: string | undefined;
  /** Signing secret of PagerDuty. */
  readonly pagerdutySecret: string | undefined;
}

/** Without its secret a route is not there. */
export function webhookRoutes(options: WebhookOptions | undefined, parts: Parts): Routes {
  const { token, channel, pagerdutySecret } = options ?? {};
  return {
    ...(token === undefined ? {} : { 'POST /webhook/alertmanager': alertmanagerRoute(token, channel, parts) }),
    ...(pagerdutySecret === undefined ? {} : { 'POST /webhook/pagerduty': pagerdutyRoute(pagerdutySecret, parts) }),
  };
}
