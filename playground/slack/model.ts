export type Json = Record<string, unknown>;

/** True for a JSON object (not null, not an array). */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export type User = {
  readonly id: string;
  /** The handle: what follows `@`. */
  readonly name: string;
  real_name: string;
  locale: string;
  tz: string;
  /** Guest of several channels. */
  is_restricted: boolean;
  /** Guest of one channel. */
  is_ultra_restricted: boolean;
  is_bot: boolean;
  is_admin: boolean;
  /** From another company, through a shared channel. */
  is_stranger: boolean;
  deleted: boolean;
  team_id: string;
  email: string;
  bot_id?: string;
};

export type ChannelKind = 'public' | 'private' | 'im';

export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly created: number;
  readonly members: Set<string>;
  is_archived: boolean;
  /** Shared with another company (Slack Connect). */
  is_ext_shared: boolean;
  topic: string;
  /** Every message in order of posting, replies and ephemeral ones included. */
  readonly messages: Message[];
};

export type Message = {
  type: 'message';
  subtype?: string;
  ts: string;
  text: string;
  user?: string;
  bot_id?: string;
  app_id?: string;
  username?: string;
  team?: string;
  client_msg_id?: string;
  thread_ts?: string;
  parent_user_id?: string;
  reply_count?: number;
  reply_users_count?: number;
  latest_reply?: string;
  reply_users?: string[];
  blocks?: Json[];
  attachments?: Json[];
  files?: SlackFile[];
  reactions?: { name: string; users: string[]; count: number }[];
  metadata?: { event_type: string; event_payload: Json };
  edited?: { user: string; ts: string };
  upload?: boolean;
  is_ephemeral?: true;
  /** The one person who sees it. Never leaves the simulator through the Web API: ephemeral messages have no history. */
  seen_by?: string;
};

export type SlackFile = {
  id: string;
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  mode: 'snippet' | 'hosted';
  user: string;
  size: number;
  editable: boolean;
  is_external: false;
  is_public: boolean;
  url_private: string;
  url_private_download: string;
  permalink: string;
  preview?: string;
  channels: string[];
};

export type View = {
  id: string;
  team_id: string;
  app_id: string;
  bot_id: string;
  type: 'modal' | 'home';
  hash: string;
  callback_id: string;
  private_metadata: string;
  external_id: string;
  root_view_id: string;
  previous_view_id: string | null;
  blocks: Json[];
  state: { values: Json };
  title?: Json;
  submit?: Json;
  close?: Json;
  notify_on_close: boolean;
  clear_on_close: boolean;
};

export type Usergroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: string[];
};
