import { postJson } from './post-json.js';

/** What PagerDuty knows of severities (Events API v2). */
export type PagerDutySeverity = 'critical' | 'error' | 'warning' | 'info';

export interface Trigger {
  readonly summary: string;
  /** The node, or the cluster: where it is. */
  readonly source: string;
  readonly severity: PagerDutySeverity;
  /** The failing link. */
  readonly component?: string;
  /** The cluster. */
  readonly group?: string;
  /** The signature. */
  readonly class?: string;
  readonly details: Readonly<Record<string, string>>;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** Incidents of one service. The same `dedupKey` is the same incident: a repeated trigger pages nobody again. */
export interface PagerDuty {
  trigger(dedupKey: string, what: Trigger): Promise<void>;
  acknowledge(dedupKey: string): Promise<void>;
  resolve(dedupKey: string): Promise<void>;
}

/** Bounds of the Events API v2. */
const MOST_SUMMARY = 1024;
const PREFIX = 'plegmatic/';

/** The key of one page: as long as one step has one key, PagerDuty opens one incident for it. At most 255 characters. */
export const dedupKeyOf = (caseId: string, step: string): string => `${PREFIX}${caseId}/${step}`;

/** The case behind a key of ours; null for a stranger's. */
export function caseOfKey(dedupKey: string): string | null {
  const [, id] = /^plegmatic\/([\w-]{1,64})\/\d+\.\d+$/.exec(dedupKey) ?? [];
  return id ?? null;
}

/** @param url the `enqueue` address of the account's region. Each call throws as `postJson` does. */
export function openPagerDuty(url: string, routingKey: string): PagerDuty {
  const send = (action: 'trigger' | 'acknowledge' | 'resolve', dedupKey: string, more: object = {}): Promise<void> =>
    postJson(url, { routing_key: routingKey, event_action: action, dedup_key: dedupKey, ...more }, {}, 'PagerDuty');
  return {
    trigger: (dedupKey, { summary, source, severity, component, group, class: kind, details, links }) =>
      send('trigger', dedupKey, {
        client: 'Plegmatic',
        links,
        payload: {
          summary: summary.slice(0, MOST_SUMMARY),
          source,
          severity,
          component,
          group,
          class: kind,
          custom_details: details,
        },
      }),
    acknowledge: (dedupKey) => send('acknowledge', dedupKey),
    resolve: (dedupKey) => send('resolve', dedupKey),
  };
}
