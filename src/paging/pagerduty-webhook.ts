import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { caseOfKey } from './pagerduty.js';

/** What a webhook subscription (v3) sends about an incident; everything else in it is let through unread. */
const delivery = z.looseObject({
  event: z.looseObject({
    id: z.string().max(200),
    event_type: z.string(),
    occurred_at: z.string().optional(),
    agent: z.looseObject({ summary: z.string().max(200).optional() }).nullish(),
    data: z.looseObject({ type: z.string().optional(), incident_key: z.string().max(255).nullish() }).nullish(),
  }),
});

export interface Elsewhere {
  /** Of the delivery: the same each time PagerDuty sends it. */
  readonly id: string;
  readonly case: string;
  readonly action: 'acknowledge' | 'resolve';
  /** Who did it there. */
  readonly by: string;
}

const ACTIONS: Readonly<Record<string, Elsewhere['action']>> = {
  'incident.acknowledged': 'acknowledge',
  'incident.resolved': 'resolve',
};

/** @returns what happened to an incident of ours; null for events that are none of ours, or of no interest. Throws on another shape. */
export function readDelivery(body: unknown): Elsewhere | null {
  const { event } = delivery.parse(body);
  const action = ACTIONS[event.event_type];
  const id = caseOfKey(event.data?.incident_key ?? '');
  if (action === undefined || id === null) return null;
  return { id: event.id, case: id, action, by: event.agent?.summary ?? 'PagerDuty' };
}

/**
 * `X-PagerDuty-Signature` holds one or several `v1=HEX`, each the HMAC-SHA256 of the raw body: several while a secret is being changed.
 * Compared in constant time.
 */
export function isSigned(secret: string, body: Buffer, header: string | undefined): boolean {
  const mine = Buffer.from(`v1=${createHmac('sha256', secret).update(body).digest('hex')}`);
  return (header ?? '').split(',').some((one) => {
    const theirs = Buffer.from(one.trim());
    return theirs.length === mine.length && timingSafeEqual(theirs, mine);
  });
}
