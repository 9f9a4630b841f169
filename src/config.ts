import {
  type ConfigProblem,
  type Env,
  type Keys,
  type ReadFile,
  readKeys,
  readVariables,
} from './config/read-settings.js';
import { UserError } from './errors.js';
import type { Policy } from './oncall/policy.js';

/** What the roots are built from. Read once, passed in; nothing else looks at the environment. */
export interface Config {
  readonly slack: {
    readonly botToken: string | undefined;
    readonly appToken: string | undefined;
    readonly signingSecret: string | undefined;
    readonly apiUrl: string;
    /** app token: socket; else signing secret: http; else null, and the bot cannot start. */
    readonly mode: 'socket' | 'http' | null;
  };
  readonly redisUrl: string | undefined;
  readonly kubectl: string;
  readonly kubeconfig: string | undefined;
  readonly port: number;
  readonly webhookToken: string | undefined;
  readonly metricsToken: string | undefined;
  readonly pagerdutyRoutingKey: string | undefined;
  readonly pagerdutyWebhookSecret: string | undefined;
  readonly logLevel: string;
  readonly probe: {
    readonly namespace: string;
    readonly selector: string;
    readonly container: string;
    readonly delivery: 'configmap' | 'stdin';
  };
  readonly clusters: Keys['clusters'];
  readonly channels: {
    readonly collectUnasked: readonly string[];
    readonly watchBots: readonly string[];
    /** Where alerts that come by HTTP are answered. */
    readonly alerts: string | undefined;
    /** Channels that other deployments share. */
    readonly ownOnly: readonly string[];
  };
  readonly rights: {
    /** undefined: nobody may collect, outside the demo. */
    readonly grants: Keys['rights.grants'];
    readonly guests: boolean;
    readonly sharedChannels: boolean;
    readonly ask: string | undefined;
  };
  readonly escalation: {
    /** `mostLooks` of the policy is `limits.nodesUnasked`. */
    readonly policy: Policy;
    readonly channel: string | undefined;
    readonly pagerdutyUrl: string;
  };
  readonly limits: {
    readonly textBytes: number;
    readonly keepSeconds: number;
    readonly nodesAsked: number;
    readonly nodesUnasked: number;
    readonly collectMs: number;
    readonly answerMs: number;
    readonly freshMs: number;
    readonly collectionsPerCluster: number;
    readonly fleetPercent: number;
    readonly fleetMs: number;
    readonly collectionsPerUserHour: number;
    readonly collectionsPerClusterHour: number;
  };
  readonly redact: Keys['redact'];
  readonly knowledge: readonly string[];
  readonly dataDir: string;
}

export type Role = 'bot' | 'collector' | 'all';

const configError = (problems: readonly ConfigProblem[]): UserError =>
  new UserError('config-invalid', {
    message: `The configuration has ${problems.length === 1 ? 'one problem' : `${problems.length} problems`}:\n${problems
      .map(({ name, message }) => `  ${name} ${message}`)
      .join('\n')}`,
  });

/**
 * Environment and configuration file as one Config. Throws one UserError (config-invalid) that lists every problem with its fix,
 * those of the role included. `readFile` is handed the paths of secrets and of the file.
 */
export function loadConfig(env: Env, readFile: ReadFile, role?: Role): Config {
  const { config, problems } = readConfig(env, readFile, role);
  if (problems.length > 0) throw configError(problems);
  return config;
}

/** The same, told rather than thrown: where something is wrong its default stands, so that a doctor can look at the rest. */
export function readConfig(
  env: Env,
  readFile: ReadFile,
  role?: Role,
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const tell = (name: string, message: string): void => {
    problems.push({ name, message });
  };
  const variables = readVariables(env, readFile, tell);
  let yaml = '';
  try {
    if (variables.PLEGMATIC_CONFIG !== undefined) yaml = readFile(variables.PLEGMATIC_CONFIG);
  } catch {
    tell(
      'PLEGMATIC_CONFIG',
      `names a file that cannot be read (${variables.PLEGMATIC_CONFIG}): mount it or unset the variable`,
    );
  }
  const keys = readKeys(yaml, tell);
  const pages = [...keys['escalation.tiers'], ...keys['escalation.routes'].flatMap(({ tiers }) => tiers)];
  if (pages.some(({ pagerduty }) => pagerduty) && variables.PAGERDUTY_ROUTING_KEY === undefined && role !== 'collector')
    tell('PAGERDUTY_ROUTING_KEY', 'is not set, but a tier of escalation names pagerduty: set it or remove that tier');
  const slack = {
    botToken: variables.SLACK_BOT_TOKEN,
    appToken: variables.SLACK_APP_TOKEN,
    signingSecret: variables.SLACK_SIGNING_SECRET,
    apiUrl: variables.SLACK_API_URL,
    mode:
      variables.SLACK_APP_TOKEN !== undefined ? 'socket' : variables.SLACK_SIGNING_SECRET !== undefined ? 'http' : null,
  } as const;
  if (role === 'bot' || role === 'all') {
    const told = (name: string): boolean => problems.some((problem) => problem.name.startsWith(name));
    if (slack.botToken === undefined && !told('SLACK_BOT_TOKEN'))
      tell('SLACK_BOT_TOKEN', 'is not set: copy it from Slack app > OAuth & Permissions');
    if (slack.mode === null && !told('SLACK_APP_TOKEN') && !told('SLACK_SIGNING_SECRET'))
      tell('SLACK_APP_TOKEN', 'is not set: set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode');
  }
  const config: Config = {
    slack,
    redisUrl: variables.REDIS_URL,
    kubectl: variables.KUBECTL,
    kubeconfig: variables.KUBECONFIG,
    port: variables.PORT,
    webhookToken: variables.PLEGMATIC_WEBHOOK_TOKEN,
    metricsToken: variables.PLEGMATIC_METRICS_TOKEN,
    pagerdutyRoutingKey: variables.PAGERDUTY_ROUTING_KEY,
    pagerdutyWebhookSecret: variables.PAGERDUTY_WEBHOOK_SECRET,
    logLevel: variables.LOG_LEVEL,
    probe: {
      namespace: keys['probe.namespace'],
      selector: keys['probe.selector'],
      container: keys['probe.container'],
      delivery: keys['probe.delivery'],
    },
    clusters: keys.clusters,
    channels: {
      collectUnasked: keys['channels.collect_unasked'],
      watchBots: keys['channels.watch_bots'],
      alerts: keys['channels.alerts'] ?? keys['channels.watch_bots'][0],
      ownOnly: keys['channels.own_only'],
    },
    rights: {
      grants: keys['rights.grants'],
      guests: keys['rights.guests'],
      sharedChannels: keys['rights.shared_channels'],
      ask: keys['rights.ask'],
    },
    escalation: {
      policy: policyOf(keys),
      channel: keys['escalation.channel'],
      pagerdutyUrl: keys['escalation.pagerduty_url'],
    },
    limits: {
      textBytes: keys['limits.text_megabytes'],
      keepSeconds: keys['limits.keep_days'] * 24 * 3600,
      nodesAsked: keys['limits.nodes_asked'],
      nodesUnasked: keys['limits.nodes_unasked'],
      collectMs: keys['limits.collect_seconds'] * 1000,
      answerMs: keys['limits.answer_seconds'] * 1000,
      freshMs: keys['limits.fresh_seconds'] * 1000,
      collectionsPerCluster: keys['limits.collections_per_cluster'],
      fleetPercent: keys['limits.fleet_percent'],
      fleetMs: keys['limits.fleet_minutes'] * 60_000,
      collectionsPerUserHour: keys['limits.collections_per_user_hour'],
      collectionsPerClusterHour: keys['limits.collections_per_cluster_hour'],
    },
    redact: keys.redact,
    knowledge: keys.knowledge,
    dataDir: keys.data,
  };
  return { config, problems };
}

function policyOf(keys: Keys): Policy {
  return {
    tiers: keys['escalation.tiers'],
    routes: keys['escalation.routes'],
    urgent: keys['escalation.urgent'],
    hours: keys['escalation.hours'],
    automatic: {
      severities: keys['escalation.automatic_severities'],
      unknown: keys['escalation.automatic_unknown'],
      afterMinutes: keys['escalation.automatic_after_minutes'],
    },
    windowMinutes: keys['escalation.window_minutes'],
    mostLooks: keys['limits.nodes_unasked'],
    muteMinutes: keys['escalation.mute_minutes'],
    recheckMinutes: keys['escalation.recheck_minutes'],
    remindMinutes: keys['escalation.remind_minutes'],
  };
}
