import { z } from 'zod';

const strings = z.record(z.string().max(200), z.string().max(20_000));

/** The body that Alertmanager posts (version 4): a group of alerts. */
export const alertmanagerPayload = z.looseObject({
  version: z.literal('4', { error: 'version is not "4"' }),
  alerts: z
    .array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels: strings,
        annotations: strings.default({}),
        startsAt: z.iso.datetime({ offset: true }),
        fingerprint: z.string().min(1).max(100),
      }),
    )
    .min(1, { error: 'has no alerts' })
    .max(20_000),
  /** Alerts that Alertmanager left out because of `max_alerts`. */
  truncatedAlerts: z.number().int().nonnegative().default(0),
});
export type PostedAlert = z.output<typeof alertmanagerPayload>['alerts'][number];

/** One alert as the text that is read and kept: its rule, its labels, what its annotations say. */
export function alertText({ status, labels, annotations }: PostedAlert): string {
  const name = labels.alertname ?? 'alert';
  const rows = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  return [`[${status.toUpperCase()}] ${name}`, ...rows, ...Object.values(annotations)].join('\n');
}

/** What two deliveries of the same alert share, and a later firing of the same rule does not. */
export const alertParts = ({ fingerprint, startsAt, status }: PostedAlert): readonly string[] => [
  fingerprint,
  startsAt,
  status,
];
