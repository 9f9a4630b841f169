import type { Config } from '../src/config.js';
import { UserError } from '../src/errors.js';
import { createLog } from '../src/log.js';
import { openPagerDuty } from '../src/paging/pagerduty.js';
import { extraPatterns } from '../src/redact/extra.js';
import { openRedact } from '../src/redact/redact.js';
import { knowledgeDir } from '../src/signatures/folder.js';
import type { BotLog } from './bot-log.js';
import { reloadingEngine } from './engine/reloading-engine.js';
import type { Road } from './road/bolt-app.js';
import { type BotOptions, type RunningBot, startBot } from './start-bot.js';

// The socket to Slack wants little traffic: at most an edit every three seconds while somebody waits.
const PROGRESS_EVERY_MS = 3000;

/** What the demo and tests change. */
export interface Overrides {
  /** Everybody may collect: the demo's nodes are pretended. */
  readonly openRights?: boolean;
  readonly log?: BotLog;
}

/**
 * Root 1: Slack tokens and Redis, no kubeconfig. Resolves when Slack listens to us. Signals are the launcher's.
 * `config.redisUrl` must be set (the launcher starts a private server otherwise). Throws UserError for what the operator must fix.
 */
export async function run(config: Config, overrides: Overrides = {}): Promise<RunningBot> {
  const log = overrides.log ?? createLog({ level: config.logLevel });
  keepGoing(log);
  return await startBot(optionsOf(config, overrides, log));
}

function optionsOf(config: Config, overrides: Overrides, log: BotLog): BotOptions {
  const { slack, redisUrl, limits } = config;
  if (slack.botToken === undefined)
    throw missing('SLACK_BOT_TOKEN is not set', 'Copy it from Slack app > OAuth & Permissions');
  if (redisUrl === undefined) throw missing('No Redis is configured', 'Set REDIS_URL');
  return {
    botToken: slack.botToken,
    road: roadOf(config),
    apiUrl: slack.apiUrl,
    redisUrl,
    port: config.port,
    engine: reloadingEngine([knowledgeDir(), ...config.knowledge], log),
    redact: openRedact(extraPatterns(config.redact)),
    rights: {
      ...config.rights,
      open: overrides.openRights,
      unaskedChannels: config.channels.collectUnasked,
      botChannels: config.channels.watchBots,
      ownOnlyChannels: config.channels.ownOnly,
    },
    limits: {
      deadlineMs: limits.answerMs,
      progressEveryMs: PROGRESS_EVERY_MS,
      mostNodes: limits.nodesAsked,
      fleet: { percent: limits.fleetPercent, forMs: limits.fleetMs },
      mostNodesUnasked: limits.nodesUnasked,
      allowance: { perUser: limits.collectionsPerUserHour, perCluster: limits.collectionsPerClusterHour },
    },
    escalation: {
      policy: config.escalation.policy,
      channel: config.escalation.channel,
      pagerduty:
        config.pagerdutyRoutingKey === undefined
          ? undefined
          : openPagerDuty(config.escalation.pagerdutyUrl, config.pagerdutyRoutingKey),
    },
    webhooks: {
      token: config.webhookToken,
      channel: config.channels.alerts,
      pagerdutySecret: config.pagerdutyWebhookSecret,
    },
    maxTextBytes: limits.textBytes,
    keepSeconds: limits.keepSeconds,
    log,
  };
}

function roadOf({ slack }: Config): Road {
  if (slack.appToken !== undefined) return { kind: 'socket', appToken: slack.appToken };
  if (slack.signingSecret !== undefined) return { kind: 'http', signingSecret: slack.signingSecret };
  throw missing(
    'Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set',
    'Set the first for Socket Mode, the second for HTTP mode',
  );
}

function missing(message: string, next: string): UserError {
  return new UserError('config-invalid', { message, next });
}

/** A rejection nobody waited for is a bug of ours or a library's; it is logged, and the bot goes on answering. */
function keepGoing(log: BotLog): void {
  // The launcher may have its own.
  if (process.listenerCount('unhandledRejection') > 0) return;
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a rejection nobody waited for'));
}
