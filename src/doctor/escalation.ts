import type { Config } from '../config.js';
import { failed, type Line, ok, warning } from './line.js';

/** A doctor is waited for. */
const WITHIN_MS = 5000;

/** Every tier that anything could be told to. */
export const allTiers = ({ policy }: Config['escalation']) => [
  ...policy.tiers,
  ...policy.routes.flatMap(({ tiers }) => tiers),
];

/** Roads out of Slack: PagerDuty and webhooks answer, and nobody is called to find that out. Never throws. */
export async function examineEscalation(config: Config): Promise<readonly Line[]> {
  const { escalation, pagerdutyWebhookSecret } = config;
  const tiers = allTiers(escalation);
  if (tiers.length === 0) return [nobody(escalation.policy.automatic)];
  const webhooks = new Set(tiers.flatMap(({ webhook }) => webhook ?? []));
  const pagerduty = tiers.some((tier) => tier.pagerduty);
  return [
    ...(pagerduty ? [await examinePagerDuty(escalation.pagerdutyUrl)] : []),
    ...(pagerduty && pagerdutyWebhookSecret === undefined
      ? [
          warning(
            'escalation',
            'PAGERDUTY_WEBHOOK_SECRET is not set: an acknowledgement in PagerDuty is not heard, and the next tier is told',
            'Subscribe a webhook (v3) to /webhook/pagerduty and set its secret: docs/oncall.md',
          ),
        ]
      : []),
    ...(await Promise.all([...webhooks].map(examineWebhook))),
  ];
}

function nobody({ severities, unknown, afterMinutes }: Config['escalation']['policy']['automatic']): Line {
  const automatic = severities.length > 0 || unknown || afterMinutes !== undefined;
  return automatic
    ? warning(
        'escalation',
        'cases are to be escalated by themselves, but escalation.tiers is empty: nobody would be told',
        'Name people, groups, PagerDuty or a webhook in escalation.tiers',
      )
    : ok('escalation', 'no tiers are configured: there is no Escalate button');
}

/** An event without a routing key is refused before it can open anything: who refuses it is the Events API. */
async function examinePagerDuty(url: string): Promise<Line> {
  const fix = 'Look at escalation.pagerduty_url, the network and the proxy';
  const answer = await ask(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  if (typeof answer === 'string')
    return failed('escalation', `PagerDuty cannot be reached at ${origin(url)}: ${answer}`, fix);
  if (answer === 400)
    return ok(
      'escalation',
      `PagerDuty answers at ${origin(url)}; whether it knows the routing key only a page can show`,
    );
  const says = `${origin(url)} answered ${answer} to an empty event; the Events API v2 answers 400`;
  return answer >= 500 || answer === 429
    ? warning('escalation', `${says}: it may be in trouble`, 'Run this again in a while')
    : failed('escalation', says, 'Set escalation.pagerduty_url to the /v2/enqueue address of your region');
}

/** HEAD asks for nothing; a receiver that only takes POST says so, and is there. */
async function examineWebhook(url: string): Promise<Line> {
  const answer = await ask(url, { method: 'HEAD' });
  const where = `the webhook tier at ${origin(url)}`;
  if (typeof answer === 'string')
    return failed(
      'escalation',
      `${where} cannot be reached: ${answer}`,
      'Look at the address in escalation.tiers, and at the network',
    );
  if (answer >= 500)
    return warning(
      'escalation',
      `${where} answers ${answer}`,
      'Look at that service: a page to it is tried for a quarter of an hour',
    );
  return ok('escalation', `${where} is there (${answer} to HEAD; a page is a POST)`);
}

/** Addresses of webhooks are secrets as often as not. */
const origin = (url: string): string => new URL(url).origin;

/** @returns the status, or why there was none */
async function ask(url: string, init: RequestInit): Promise<number | string> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    return code || (cause instanceof Error ? cause.message : String(cause));
  }
}
