import { z } from 'zod';
import { httpUrl, setting, startsWith, whole } from './setting.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const longSecret = z
  .string()
  .min(16, { error: 'is too short to be a secret: use 16 characters or more (openssl rand -hex 24)' });

/** Every environment variable that is read, in the order in which people meet them. */
export const VARIABLES = {
  SLACK_BOT_TOKEN: setting({
    parse: startsWith('xoxb-', 'a bot token (Slack app > OAuth & Permissions)'),
    example: 'xoxb-…',
    meaning: 'Bot token; the bot role needs it',
    secret: true,
  }),
  SLACK_APP_TOKEN: setting({
    parse: startsWith('xapp-', 'an app-level token (Slack app > Basic Information, scope connections:write)'),
    example: 'xapp-…',
    meaning: 'App-level token: Slack is reached through Socket Mode',
    secret: true,
  }),
  SLACK_SIGNING_SECRET: setting({
    parse: z.string().min(8, { error: 'is too short: copy the signing secret from Slack app > Basic Information' }),
    example: '8f74…',
    meaning: 'Signing secret: Slack calls us over HTTP (used when there is no app token)',
    secret: true,
  }),
  SLACK_API_URL: setting({
    parse: httpUrl,
    fallback: 'https://slack.com/api/',
    example: 'http://127.0.0.1:4000/api/',
    meaning: "Where Slack's Web API and Socket Mode are asked for",
  }),
  REDIS_URL: setting({
    parse: z.url({
      protocol: /^(rediss?|unix)$/,
      error: 'is not a Redis URL: write redis://HOST:6379, rediss://… or unix:///PATH',
    }),
    example: 'redis://redis:6379',
    meaning: 'Redis with AOF and noeviction. Not set: a private redis-server in a local data folder',
    secret: true,
  }),
  KUBECTL: setting({
    parse: z.string(),
    fallback: 'kubectl',
    example: '/usr/local/bin/kubectl',
    meaning: 'The kubectl to run',
  }),
  KUBECONFIG: setting({
    parse: z.string(),
    example: '/etc/plegmatic/kubeconfig',
    meaning: "Handed to kubectl; not set: kubectl's own default",
  }),
  PLEGMATIC_CONFIG: setting({
    parse: z.string(),
    example: '/etc/plegmatic/config.yaml',
    meaning: 'The YAML file with the keys below',
  }),
  PORT: setting({
    parse: whole(0, 65535),
    fallback: 8080,
    example: '8080',
    meaning: '/healthz, /readyz, /metrics, /webhook/…, and /slack/events in HTTP mode; 0 takes any free port',
  }),
  PLEGMATIC_WEBHOOK_TOKEN: setting({
    parse: longSecret,
    example: '(openssl rand -hex 24)',
    meaning: 'Bearer token of /webhook/…; not set: those routes are off',
    secret: true,
  }),
  PLEGMATIC_METRICS_TOKEN: setting({
    parse: longSecret,
    example: '(openssl rand -hex 24)',
    meaning: 'Bearer token of /metrics; not set: the route is off',
    secret: true,
  }),
  PAGERDUTY_ROUTING_KEY: setting({
    parse: z.string().regex(/^[A-Za-z0-9]{32}$/, {
      error: 'is not a routing key: copy the 32 characters of the Events API v2 integration',
    }),
    example: '(32 characters)',
    meaning: 'PagerDuty Events API v2, for tiers that name pagerduty',
    secret: true,
  }),
  PAGERDUTY_WEBHOOK_SECRET: setting({
    parse: z
      .string()
      .min(8, { error: 'is too short: copy the secret that PagerDuty showed with the webhook subscription' }),
    example: '(shown once by PagerDuty)',
    meaning: 'Signing secret of a PagerDuty webhook subscription (v3) to /webhook/pagerduty; not set: the route is off',
    secret: true,
  }),
  LOG_LEVEL: setting({
    parse: z.enum(LOG_LEVELS, { error: `is not a level: write one of ${LOG_LEVELS.join(', ')}` }),
    fallback: 'info',
    example: 'debug',
    meaning: 'Least severity that is logged',
  }),
} as const;
export type VariableName = keyof typeof VARIABLES;
