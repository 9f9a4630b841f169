import type { User } from './model.js';

export type PersonOption = Partial<Omit<User, 'id'>> & { readonly name: string };
export type ChannelOption = {
  readonly name: string;
  readonly private?: boolean;
  readonly shared?: boolean;
  readonly archived?: boolean;
  /** Handles of the people in it; default: everybody who is no guest. */
  readonly members?: readonly string[];
  /** Is the bot a member? Default true. */
  readonly bot?: boolean;
};

/** How `startSlack` may be told to behave. Everything has a default. */
export type SlackOptions = {
  /** TCP port; 0 picks a free one. */
  readonly port?: number;
  /** Under which address bots reach it from elsewhere; then it listens on every address. Default: this machine alone. */
  readonly host?: string;
  readonly team?: string;
  readonly people?: readonly PersonOption[];
  readonly channels?: readonly ChannelOption[];
  readonly usergroups?: readonly {
    readonly handle: string;
    readonly name?: string;
    readonly members: readonly string[];
  }[];
  readonly app?: {
    readonly name?: string;
    readonly botToken?: string;
    readonly appToken?: string;
    readonly signingSecret?: string;
    /** Granted scopes; default: `SCOPES`. */
    readonly scopes?: readonly string[];
    /** Registered slash commands; default `/diagnose`. */
    readonly commands?: readonly string[];
    /** Subscribed events; default: `EVENTS`. */
    readonly events?: readonly string[];
  };
  /** HTTP mode: deliver to this URL, signed, instead of to sockets. */
  readonly requestUrl?: string;
  /** Tiers and one post a second and channel; default on. */
  readonly rateLimits?: boolean;
  /** A paste longer than this becomes a snippet; default 12,000 characters (the client's own figure is not documented). */
  readonly snippetOver?: number;
  /** Milliseconds since 1970; default the machine's clock. Ages of triggers, URLs and rate limits follow it. */
  readonly now?: () => number;
  /** Multiplies the waits before redelivery and for an acknowledgement; default 1. */
  readonly timeScale?: number;
  /** Seed of every id and chance; default 1. */
  readonly seed?: number;
};

/** The people and channels of an unconfigured workspace: enough for a demo. */
export const PEOPLE: readonly PersonOption[] = [
  { name: 'maya', real_name: 'Maya Okafor', tz: 'Europe/Berlin' },
  { name: 'lin', real_name: 'Lin Wei', locale: 'zh-CN', tz: 'Asia/Shanghai' },
  { name: 'tomas', real_name: 'Tomas Reyes', tz: 'America/Bogota' },
  { name: 'gast', real_name: 'Guest Gast', is_restricted: true },
];

export const CHANNELS: readonly ChannelOption[] = [
  { name: 'ops' },
  { name: 'incidents' },
  { name: 'random', bot: false },
  { name: 'kernel-team', private: true, bot: false, members: ['maya', 'tomas'] },
];
