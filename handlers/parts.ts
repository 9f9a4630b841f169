import type { Jobs } from '../src/jobs/producer.js';
import type { Policy } from '../src/oncall/policy.js';
import type { PagerDuty } from '../src/paging/pagerduty.js';
import type { Allowance } from '../src/records/budgets.js';
import type { Records } from '../src/records/records.js';
import type { BotLog } from './bot-log.js';
import type { Engine } from './engine/engine.js';
import type { Rights } from './rights/rights.js';
import type { Respond } from './slack/response-url.js';
import type { Slack } from './slack/slack.js';
import type { Download } from './text/download.js';

/** Who we are in Slack, from auth.test. */
export interface Self {
  readonly userId: string;
  readonly botId: string;
  readonly teamId: string;
  /** Of the workspace, with its trailing slash. */
  readonly url: string;
}

/** What the handlers work with. Built once by the root, passed in everywhere. */
export interface Parts {
  readonly self: Self;
  readonly slack: Slack;
  readonly records: Records;
  readonly jobs: Jobs;
  readonly engine: Engine;
  readonly rights: Rights;
  readonly download: Download;
  /** Bytes that all texts of one report may have together. */
  readonly maxTextBytes: number;
  /** Answers where somebody asked though the bot is no member there. */
  readonly respond: Respond;
  /** A person's locale in Slack, as in `zh-CN`; null where Slack does not say. */
  readonly localeOf: (user: string) => Promise<string | null>;
  readonly nameOf: (user: string) => Promise<string | null>;
  /** Set while Slack cannot say who somebody is, for it is in trouble: worth asking again. */
  readonly trouble: () => unknown;
  /** Removes secrets from what is read from Slack itself (threads, files). */
  readonly redact: (text: string) => Promise<{ readonly text: string }>;
  readonly log: BotLog;
  /** ISO 8601 UTC of now. */
  readonly now: () => string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly limits: Limits;
  readonly escalation: Escalation;
}

/** How people are told of a case. */
export interface Escalation {
  readonly policy: Policy;
  /** Where escalations stand; undefined: the report's own thread. */
  readonly channel: string | undefined;
  /** Undefined: no routing key. */
  readonly pagerduty: PagerDuty | undefined;
}

export interface Limits {
  /** A collection that has not ended by then is answered with what is known. Milliseconds. */
  readonly deadlineMs: number;
  /** How often progress is looked at while somebody waits. Slack allows about 50 edits a minute and workspace. */
  readonly progressEveryMs: number;
  /** Most nodes one report may collect from when asked. */
  readonly mostNodes: number;
  /** A sweep: the share of a cluster's nodes that may be looked at at once, and how long nodes are begun; absent: 10 %, 20 min. */
  readonly fleet?: { readonly percent: number; readonly forMs: number };
  /** Most nodes when nobody asked. */
  readonly mostNodesUnasked: number;
  /** Collections within any hour; absent: not counted. */
  readonly allowance?: Allowance;
}
