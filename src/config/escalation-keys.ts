import { z } from 'zod';
import { LINKS } from '../chain/links.js';
import { DAYS } from '../oncall/hours.js';
import { SEVERITIES } from '../signatures/signature.js';
import { httpUrl, setting, slackId, whole, yes } from './setting.js';

const DAY_MINUTES = 24 * 60;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'is not a time: write "09:00", in quotes' });
const severities = z.array(z.enum(SEVERITIES, { error: `is not a severity: write one of ${SEVERITIES.join(', ')}` }));

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const tier = z
  .strictObject({
    users: z.array(slackId('UW', 'a user id')).default([]),
    groups: z.array(slackId('S', 'a user group id')).default([]),
    pagerduty: yes.default(false),
    webhook: httpUrl.optional(),
    /** Without an acknowledgement the next tier is told. */
    after_minutes: whole(1, DAY_MINUTES).default(10),
  })
  .refine(
    ({ users, groups, pagerduty, webhook }) => users.length + groups.length > 0 || pagerduty || webhook !== undefined,
    {
      error: 'is a tier that tells nobody: give it users, groups, pagerduty or webhook',
    },
  )
  .transform(({ after_minutes, ...rest }) => ({ ...rest, afterMinutes: after_minutes }));
const tiers = z.array(tier);

const route = z.strictObject({
  links: z.array(z.enum(LINKS, { error: `is not a link: write one of ${LINKS.join(', ')}` })).optional(),
  severities: severities.optional(),
  hours: z.enum(['inside', 'outside'], { error: 'is neither inside nor outside (of escalation.hours)' }).optional(),
  tiers: tiers.min(1, { error: 'is a route without tiers' }),
});

const hours = z.strictObject({
  timezone: z.string().refine(isTimezone, { error: 'is not a timezone: write a name like Europe/Berlin' }),
  days: z
    .array(z.enum(DAYS, { error: `is not a day: write one of ${DAYS.join(', ')}` }))
    .min(1)
    .default([...DAYS.slice(0, 5)]),
  from: clock.default('09:00'),
  to: clock.default('17:00'),
});

/** Who is told of a case, when, and for how long it is remembered. */
export const ESCALATION_KEYS = {
  'escalation.tiers': setting({
    parse: tiers,
    fallback: [],
    example:
      '[{users: [U0123ABCD], after_minutes: 10}, {groups: [S0123ABCD]}, {pagerduty: true}, {webhook: "https://…"}]',
    meaning: 'Who is told, one tier after the other, until somebody acknowledges',
  }),
  'escalation.routes': setting({
    parse: z.array(route),
    fallback: [],
    example: '[{links: [kernel, cgroup], hours: inside, tiers: [{groups: [S0123ABCD]}]}]',
    meaning: 'Other tiers for some links, severities or hours; the first that matches counts',
  }),
  'escalation.channel': setting({
    parse: slackId('CGD', 'a channel id'),
    example: 'C0123ABCD',
    meaning: "Where escalations stand; not set: the report's own thread",
  }),
  'escalation.urgent': setting({
    parse: severities,
    fallback: ['node-down', 'node-not-ready'],
    example: '[node-down]',
    meaning:
      'Severities that are told outside of `escalation.hours`, too; so are critical alerts until a cause is confirmed',
  }),
  'escalation.hours': setting({
    parse: hours,
    example: '{timezone: Europe/Berlin, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00"}',
    meaning: 'When people may be told what can wait; not set: always',
  }),
  'escalation.automatic_severities': setting({
    parse: severities,
    fallback: [],
    example: '[node-down, node-not-ready]',
    meaning: "An alert's case of such a severity is escalated at once",
  }),
  'escalation.automatic_unknown': setting({
    parse: yes,
    fallback: false,
    example: 'true',
    meaning: "An alert's case whose cause no signature explains is escalated at once",
  }),
  'escalation.automatic_after_minutes': setting({
    parse: whole(1, DAY_MINUTES),
    example: '15',
    meaning: "An alert's case that nobody acknowledged by then is escalated; not set: never",
  }),
  'escalation.window_minutes': setting({
    parse: whole(1, 7 * DAY_MINUTES),
    fallback: 60,
    example: '60',
    meaning: 'An alert joins the open case of its cause; one that nobody took up ends after so long without an alert',
  }),
  'escalation.mute_minutes': setting({
    parse: whole(1, DAY_MINUTES),
    fallback: 60,
    example: '60',
    meaning: 'How long *Mute* lasts; a worse verdict breaks it',
  }),
  'escalation.recheck_minutes': setting({
    parse: whole(1, DAY_MINUTES),
    fallback: 10,
    example: '10',
    meaning: 'Time from a resolution to its recheck',
  }),
  'escalation.remind_minutes': setting({
    parse: whole(1, 7 * DAY_MINUTES),
    example: '120',
    meaning: 'Whoever acknowledged is asked once after so long how it goes; not set: never',
  }),
  'escalation.pagerduty_url': setting({
    parse: httpUrl,
    fallback: 'https://events.pagerduty.com/v2/enqueue',
    example: 'https://events.eu.pagerduty.com/v2/enqueue',
    meaning: 'Events API v2 of your PagerDuty region',
  }),
} as const;
